package org.multiengine.client.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MissingFileTest {

  private final Path home;

  MissingFileTest(@TempDir Path home) {
    this.home = home;
  }

  private Path fileOf(String cluster) {
    return home.resolve("clusters").resolve(cluster).resolve("connection.json");
  }

  @Test
  void text_namedCluster_saysHowToStartThatOne() {
    assertThat(new MissingFile(fileOf("shop")).text())
        .isEqualTo(
            "there is no connection file "
                + fileOf("shop")
                + "; start a cluster: multiengine start --name shop -n 4");
  }

  @Test
  void text_defaultClusterOrOtherFile_saysHowToStartOne() {
    assertThat(new MissingFile(fileOf("default")).text()).endsWith(": multiengine start -n 4");
    assertThat(new MissingFile(Path.of("nowhere.json")).text())
        .isEqualTo(
            "there is no connection file nowhere.json; start a cluster: multiengine start -n 4");
  }

  @Test
  void text_otherClusters_namesThem() throws IOException {
    for (String name : new String[] {"work", "default", "empty"}) {
      Files.createDirectories(fileOf(name).getParent());
    }
    Files.writeString(fileOf("work"), "{}");
    Files.writeString(fileOf("default"), "{}");

    assertThat(new MissingFile(fileOf("shop")).text())
        .contains("; the clusters of this machine are: default, work; start");
  }
}
