package org.multiengine.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {

  private final Path folder;

  InstallationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void forget() {
    System.clearProperty("config.file");
    System.clearProperty("multiengine.archive");
  }

  @Test
  void childOptions_ofAProgramOfOnesOwn_areNone() {
    assertThat(Installation.archive()).isEmpty();
    assertThat(Installation.childOptions()).isEmpty();
  }

  @Test
  void childOptions_archiveNotWritten_nameItsPlaceOnly() {
    System.setProperty("config.file", "/opt/conf/application.conf");
    System.setProperty("multiengine.archive", folder.resolve("none.jsa").toString());

    assertThat(Installation.childOptions())
        .containsExactly(
            "-Dconfig.file=/opt/conf/application.conf",
            "-Dmultiengine.archive=" + folder.resolve("none.jsa"));
  }

  @Test
  void childOptions_archiveWritten_useItAndKeepQuietIfItDoesNotFit() throws IOException {
    Path archive = Files.createFile(folder.resolve("classes.jsa"));
    System.setProperty("multiengine.archive", archive.toString());

    assertThat(Installation.childOptions())
        .containsExactly(
            "-Dmultiengine.archive=" + archive,
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error,cds*=off:stderr");
  }
}
