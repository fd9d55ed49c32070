package org.multiengine.client.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.join.ClusterFolder;

final class HostNameTest {

  private final Path home;

  private final ClusterFolder folder;

  HostNameTest(@TempDir Path temporary) {
    this.home = temporary;
    this.folder = new ClusterFolder("names", home);
  }

  @Test
  void joining_firstTime_isUnlikeTheFounder() {
    assertThat(HostName.founder(folder, "abc")).isEmpty();
    assertThat(HostName.joining(new ClusterFolder("other", home), "abc")).matches("[0-9a-f]{4}-");
  }

  @Test
  void joining_again_keepsItsName() {
    String first = HostName.joining(folder, "abc");

    assertThat(HostName.joining(folder, "abc")).isEqualTo(first);
  }

  @Test
  void joining_founderComesBack_keepsItsName() {
    HostName.founder(folder, "abc");

    assertThat(HostName.joining(folder, "abc")).isEmpty();
  }

  @Test
  void joining_anotherCluster_takesANewName() {
    HostName.founder(folder, "abc");

    assertThat(HostName.joining(folder, "def")).isNotEmpty();
  }

  @Test
  void joining_clusterThatNothingTellsFromOthers_takesANewNameEachTime() {
    HostName.founder(folder, "");

    assertThat(HostName.joining(folder, "")).isNotEmpty();
  }
}
