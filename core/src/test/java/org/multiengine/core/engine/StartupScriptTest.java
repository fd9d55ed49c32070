package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.error.KernelError;

final class StartupScriptTest {

  private final Path folder;

  StartupScriptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void read_aFile_hasItsNameAndText() throws IOException {
    Path file = Files.writeString(folder.resolve("setup.groovy"), "a = '\u00e9'");

    assertThat(StartupScript.read(file))
        .isEqualTo(new StartupScript("setup.groovy", "a = '\u00e9'"));
  }

  @Test
  void read_emptyPath_isNone() {
    assertThat(StartupScript.read(Path.of("")).isEmpty()).isTrue();
  }

  @Test
  void read_missingFile_namesIt() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> StartupScript.read(folder.resolve("none.groovy")))
        .withMessageContaining("there is no start-up script")
        .withMessageContaining("none.groovy");
  }

  @Test
  void read_notText_saysSo() throws IOException {
    Path file =
        Files.write(folder.resolve("latin.groovy"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> StartupScript.read(file))
        .withMessageContaining("cannot read the start-up script");
  }
}
