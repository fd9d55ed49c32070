package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RolledFileTest {

  private final Path file;

  RolledFileTest(@TempDir Path folder) {
    this.file = folder.resolve("engine-0.log");
  }

  private void write(int maxBytes, String... lines) throws IOException {
    try (RolledFile rolled = new RolledFile(file, maxBytes)) {
      for (String line : lines) {
        rolled.write(line);
      }
    }
  }

  @Test
  void write_exactlyFull_keepsOneFile() throws IOException {
    write(10, "1234", "6789");

    assertThat(file).hasContent("1234\n6789");
    assertThat(RolledFile.olderOf(file)).doesNotExist();
  }

  @Test
  void write_fileIsThere_goesOnWithItUpToTheLimit() throws IOException {
    write(10, "1234");
    write(10, "6789");
    write(10, "a");

    assertThat(file).hasContent("a");
    assertThat(RolledFile.olderOf(file)).hasContent("1234\n6789");
  }

  @Test
  void write_pastTheLimit_beginsANewFileAndKeepsOneOlder() throws IOException {
    write(10, "1234", "6789", "a", "12345678", "b");

    assertThat(file).hasContent("b");
    assertThat(RolledFile.olderOf(file)).hasContent("12345678");
  }

  @Test
  void write_lineLongerThanTheLimit_isWhole() throws IOException {
    write(3, "a", "12345678", "b");

    assertThat(file).hasContent("b");
    assertThat(RolledFile.olderOf(file)).hasContent("12345678");
  }

  @Test
  void write_wideCharacters_countAsBytes() throws IOException {
    write(5, "\u00e9", "\u00e9");

    assertThat(file).hasContent("\u00e9");
    assertThat(RolledFile.olderOf(file)).hasContent("\u00e9");
  }
}
