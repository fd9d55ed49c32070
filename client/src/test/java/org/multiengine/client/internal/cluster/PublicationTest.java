package org.multiengine.client.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.machine.ProcessIdentity;
import org.multiengine.client.join.ClusterFolder;

final class PublicationTest {

  private static final ProcessIdentity OWN = ProcessIdentity.own();

  private final ClusterFolder folder;

  PublicationTest(@TempDir Path temporary) {
    this.folder = new ClusterFolder("c", temporary);
  }

  private static final List<String> DOORS = List.of("127.0.0.1:4712");

  private static ConnectionData data(ProcessIdentity host, int engines) {
    String address = "akka://multiengine@127.0.0.1:4711";
    return new ConnectionData(
        "c", address, List.of(address), DOORS, host, engines, Map.of(), Map.of(), null, Map.of());
  }

  @Test
  void close_ownFiles_removesThem() {
    new Publication(folder, () -> data(OWN, 1)).close();

    assertThat(folder.connectionFile()).doesNotExist();
    assertThat(folder.clientFile()).doesNotExist();
  }

  @Test
  void close_fileOfAnotherMachineWithTheSameProcessNumber_keepsIt() {
    var far =
        new ProcessIdentity("another", "far", OWN.boot(), OWN.namespace(), OWN.pid(), OWN.start());
    var own = new Publication(folder, () -> data(OWN, 1));
    data(far, 2).write(folder.connectionFile());

    own.close();

    assertThat(ConnectionData.read(folder.connectionFile()).process()).isEqualTo(far);
  }

  @Test
  void update_contentsCannotBeReadOnce_goesOn() {
    var reads = new AtomicInteger();
    var publication =
        new Publication(
            folder,
            () -> {
              if (reads.incrementAndGet() == 2) {
                throw new IllegalStateException("failed");
              }
              return data(OWN, reads.get());
            });

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ConnectionData.read(folder.connectionFile()).engines() > 2);
    publication.close();
  }
}
