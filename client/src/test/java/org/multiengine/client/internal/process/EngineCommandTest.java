package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.client.internal.join.HostAddress;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.engine.StartupScript;

final class EngineCommandTest {

  private static List<String> command(SocketFolder sockets) {
    var recipe =
        new EngineRecipe(
            1,
            List.of(),
            "",
            new StartupScript("", ""),
            HostAddress.of("127.0.0.1", null, PortRange.ANY, PortRange.ANY),
            null);
    return new EngineCommand(
            recipe,
            new Address("akka", "multiengine", "127.0.0.1", 1),
            EngineLogs.none(),
            sockets,
            "127.0.0.1:4711")
        .of("a-3", 1, 0, 0);
  }

  @Test
  void of_folderOfSockets_namesTheSocketOfTheSlot(@TempDir Path parent) {
    try (SocketFolder sockets = SocketFolder.open(parent.toString(), "127.0.0.1:4711")) {
      assertThat(command(sockets))
          .contains("-Dmultiengine.door.socket=" + parent + "/multiengine-127.0.0.1-4711/a-3");
    }
  }

  @Test
  void of_noFolderOfSockets_namesNone() {
    assertThat(command(SocketFolder.none())).contains("-Dmultiengine.door.socket=");
  }

  @Test
  void of_doorOfTheHost_isARoleOfTheProcess() {
    assertThat(command(SocketFolder.none())).contains("-Dakka.cluster.roles.3=door-127.0.0.1:4711");
  }
}
