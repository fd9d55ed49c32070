package org.multiengine.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {

  private final Path folder;

  InstallationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void childOptions_ofAProgramOfOnesOwn_areNone() {
    assertThat(Installation.archive(Map.<String, String>of()::get)).isEmpty();
    assertThat(Installation.childOptions(Map.<String, String>of()::get)).isEmpty();
  }

  @Test
  void childOptions_archiveNotWritten_nameItsPlaceOnly() {
    Map<String, String> properties =
        Map.of(
            "config.file",
            "/opt/conf/application.conf",
            "multiengine.archive",
            folder.resolve("none.jsa").toString());

    assertThat(Installation.childOptions(properties::get))
        .containsExactly(
            "-Dconfig.file=/opt/conf/application.conf",
            "-Dmultiengine.archive=" + folder.resolve("none.jsa"));
  }

  @Test
  void childOptions_archiveWritten_useItAndKeepQuietIfItDoesNotFit() throws IOException {
    Path archive = Files.createFile(folder.resolve("classes.jsa"));

    assertThat(Installation.childOptions(Map.of("multiengine.archive", archive.toString())::get))
        .containsExactly(
            "-Dmultiengine.archive=" + archive,
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error,cds*=off:stderr");
  }
}
