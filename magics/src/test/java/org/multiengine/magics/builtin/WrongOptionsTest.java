package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.error.KernelError;

/** What is said of magics that are typed wrongly; none of it needs a cluster. */
final class WrongOptionsTest {

  private final FakeShell shell = new FakeShell();

  private final Path folder;

  WrongOptionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void run_unknownOption_suggests() {
    assertThatThrownBy(() -> shell.run("%px --target 0 a = 1"))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("%px: Unknown option: '--target'")
        .hasMessageContaining("did you mean")
        .hasMessageContaining("--targets")
        .hasMessageEndingWith("(see %help px)");
  }

  @Test
  void run_missingParameter_isTold() {
    assertThatThrownBy(() -> shell.run("%activate"))
        .isInstanceOf(KernelError.class)
        .hasMessage("%activate: Missing required parameter: 'NAME' (see %help activate)");
  }

  @Test
  void run_atSign_isNoFileOfOptions() throws Exception {
    Path options = Files.writeString(folder.resolve("options"), "--nosuch");

    assertThatThrownBy(() -> shell.run("%help @" + options))
        .hasMessageContaining("@" + options)
        .hasMessageNotContaining("nosuch");
  }

  @Test
  void run_help_isShownWithoutRunning() throws Exception {
    shell.run("%kill --help");
    shell.run("%px -t 0 --help");

    assertThat(shell.helped).containsExactly("kill", "px");
  }
}
