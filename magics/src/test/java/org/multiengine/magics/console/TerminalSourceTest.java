package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalSourceTest {

  private final Path folder;

  TerminalSourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void protect_newFile_isTheOwnersOnly() throws Exception {
    Path history = folder.resolve("history");

    TerminalSource.protect(history);

    assertThat(history).isEmptyFile();
    assertThat(modes(history)).isEqualTo("rw-------");
    assertThat(folder).isDirectoryContaining(file -> file.equals(history));
  }

  @Test
  void protect_fileOthersCanRead_keepsItsTextForTheOwner() throws Exception {
    Path history = Files.writeString(folder.resolve("history"), "a = 1\n");
    Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-r--r--"));

    TerminalSource.protect(history);

    assertThat(history).hasContent("a = 1\n");
    assertThat(modes(history)).isEqualTo("rw-------");
  }

  private static String modes(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
