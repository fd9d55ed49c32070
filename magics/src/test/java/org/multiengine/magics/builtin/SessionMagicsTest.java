package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.UsageError;
import org.multiengine.magics.builtin.session.HelpMagic;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Magics on what was typed, on files, and on the magics themselves; they need no engines. */
final class SessionMagicsTest {

  private final FakeShell shell = new FakeShell();

  private final Path folder;

  SessionMagicsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void typeInputs() {
    shell.inputs.addAll(List.of("a = 1", "for (i in 1..2) {\n  println i\n}", "b = a", "%who"));
  }

  @Test
  void history_all_isInOrder() throws Exception {
    assertThat(shell.run("%history"))
        .isEqualTo("a = 1\nfor (i in 1..2) {\n  println i\n}\nb = a\n%who\n");
  }

  @Test
  void history_numbersAndRanges_areShown() throws Exception {
    assertThat(shell.run("%history -n 2-3 1"))
        .isEqualTo("2: for (i in 1..2) {\n     println i\n   }\n3: b = a\n1: a = 1\n");
    assertThat(shell.run("%history 3-")).isEqualTo("b = a\n%who\n");
  }

  @Test
  void history_rangeBehindTheEnd_endsWithTheLastInput() throws Exception {
    assertThat(shell.run("%history 3-9")).isEqualTo("b = a\n%who\n");
  }

  @Test
  void history_pattern_findsInputsOfEarlierSessions() throws Exception {
    shell.earlier.addAll(List.of("a = 1", "a = 'earlier'", "other", "a = 'earlier'"));

    assertThat(shell.run("%history -g a*=")).isEqualTo("a = 'earlier'\na = 1\n");
    assertThat(shell.run("%history -g a*= 1-2")).isEqualTo("a = 1\n");
  }

  @Test
  void save_cell_endsWithAnEmptyLine() throws Exception {
    shell.inputs.add("%%px\nx = 1");
    Path file = folder.resolve("job.groovy");

    shell.run("%save " + file + " 5 1");

    assertThat(Files.readString(file)).isEqualTo("%%px\nx = 1\n\na = 1\n");
  }

  @Test
  void cd_folder_isThatOfMagicsAndCommands() throws Exception {
    Files.writeString(folder.resolve("job.groovy"), "x = 1\n");

    assertThat(shell.run("%cd " + folder)).isEqualTo(folder.toRealPath() + "\n");
    assertThat(shell.run("%pwd")).isEqualTo(folder.toRealPath() + "\n");
    assertThat(shell.run("%sh ls")).isEqualTo("job.groovy\n");
    shell.run("%load job.groovy");
    assertThat(shell.prefilled).isEqualTo("x = 1");
    assertThatThrownBy(() -> shell.run("%cd nosuch"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void sh_failing_saysItsStatus() throws Exception {
    assertThat(shell.run("%sh echo out; echo err >&2; exit 3"))
        .isEqualTo("out\nerr\nexit status 3\n");
  }

  @Test
  void history_patternAndLast_choose() throws Exception {
    assertThat(shell.run("%history -g a*=")).isEqualTo("a = 1\n");
    assertThat(shell.run("%history -g println -n")).startsWith("2: for");
    assertThat(shell.run("%history -l 1")).isEqualTo("%who\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0", "3-1", "x", "5-9", "-"})
  void history_wrongRange_saysWhatThereIs(String range) {
    assertThatThrownBy(() -> shell.run("%history " + range))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .matches("there is no input .*; the inputs are 1 to 4|.* is not a range of inputs; .*");
  }

  @Test
  void history_nothingTyped_isEmpty() throws Exception {
    shell.inputs.clear();

    assertThat(shell.run("%history")).isEmpty();
    assertThatThrownBy(() -> shell.run("%history 1"))
        .hasMessageContaining("nothing has been typed");
  }

  @Test
  void save_ranges_areInTheFile() throws Exception {
    Path file = folder.resolve("job.groovy");

    assertThat(shell.run("%save " + file + " 1 3")).contains("Saved to " + file);
    assertThat(file).hasContent("a = 1\nb = a\n");

    shell.run("%save -a " + file + " 1");
    assertThat(file).hasContent("a = 1\nb = a\na = 1\n");
  }

  @Test
  void save_noRanges_leavesItselfOut() throws Exception {
    shell.inputs.add("%save job.groovy");
    Path file = folder.resolve("job.groovy");

    shell.run("%save " + file);

    assertThat(Files.readString(file)).endsWith("b = a\n%who\n");
  }

  @Test
  void save_fileIsThere_asksFirst() throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "old");

    assertThat(shell.run("%save " + file + " 1")).isEqualTo("Nothing done.\n");
    assertThat(file).hasContent("old");

    shell.answers.add("y");
    shell.run("%save " + file + " 1");
    assertThat(file).hasContent("a = 1\n");

    shell.run("%save -f " + file + " 3");
    assertThat(file).hasContent("b = a\n");
  }

  @Test
  void save_wrongUse_isRefused() {
    assertThatThrownBy(() -> shell.run("%save")).isInstanceOf(KernelError.class);
    assertThatThrownBy(() -> shell.run("%save " + folder.resolve("no/such/file") + " 1"))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("cannot write");
  }

  @Test
  void load_file_isTheNextInput() throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "x = 1\nx + 1\n");

    shell.run("%load " + file);

    assertThat(shell.prefilled).isEqualTo("x = 1\nx + 1");
    assertThatThrownBy(() -> shell.run("%load " + folder)).hasMessageContaining("cannot read");
    assertThatThrownBy(() -> shell.run("%load /no/such")).hasMessageContaining("there is no file");
  }

  @Test
  void tb_errors_areShownInFull() throws Exception {
    assertThat(shell.run("%tb")).isEqualTo("There has been no error.\n");

    shell.lastError = new IllegalStateException("odd");

    assertThat(shell.run("%tb")).startsWith("java.lang.IllegalStateException: odd\n\tat ");
  }

  @Test
  void debug_noErrorOfEngines_saysSo() {
    assertThatThrownBy(() -> shell.run("%debug")).hasMessageContaining("there has been no error");
    shell.lastError = new IllegalStateException("odd");
    assertThatThrownBy(() -> shell.run("%debug")).hasMessageContaining("did not happen on engines");
  }

  @Test
  void lsmagic_all_haveASummary() throws Exception {
    assertThat(shell.run("%lsmagic").lines().skip(1))
        .hasSize(shell.magics().size())
        .allSatisfy(line -> assertThat(line).matches("%\\w+ +\\S.*").hasSizeLessThan(61))
        .anyMatch(line -> line.startsWith("%px "));
  }

  @Test
  void help_nameOrNone_isShown() throws Exception {
    shell.run("%help px");
    shell.run("%help %%autopx");

    assertThat(shell.helped).containsExactly("px", "autopx");
    assertThat(shell.run("%help")).isEqualTo(shell.run("%quickref")).contains("%px", "%autopx");
    assertThat(new HelpMagic().complete(shell, "")).contains("px", "who");
    assertThatThrownBy(() -> shell.run("%help pxresul")).hasMessageContaining("mean pxresult");
  }

  @Test
  void usage_everyMagic_hasAnExampleThatBeginsWithIt() throws Exception {
    for (Class<? extends Magic> type : shell.magics().values()) {
      var usage = new CommandLine(type.getDeclaredConstructor().newInstance()).getUsageMessage();
      String name = type.getAnnotation(Command.class).name();
      assertThat(usage).contains("Example:\n  %" + name).doesNotContain("%%%");
    }
  }

  @Test
  void exit_byEitherName_endsThePrompt() throws Exception {
    shell.run("%quit");

    assertThat(shell.exited).isTrue();
  }

  @Test
  void guide_table_namesEveryMagic() throws Exception {
    String guide = Files.readString(Path.of("../samples/guide/magics.md"));

    assertThat(shell.magics().keySet())
        .allSatisfy(name -> assertThat(guide).contains("| `%" + name + "` |"));
  }

  @Test
  void inShort_pairsAndRuns_areToldApart() {
    assertThat(EngineIds.inShort(List.of(0, 1, 3, 4, 5, 9))).isEqualTo("[0, 1, 3-5, 9]");
    assertThat(EngineIds.inShort(List.of())).isEqualTo("[]");
  }
}
