package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.EngineWords;
import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.console.input.InputGrammar;
import org.multiengine.magics.console.input.TypedLine;
import org.multiengine.magics.console.screen.FakeScreen;
import org.multiengine.magics.console.screen.StreamTerminal;

final class ConsoleCompleterTest extends ClusterOfConsole {

  private final ConsoleSettings settings = SettingsOfTests.with("completion-limit = 10s");
  private final FakeScreen screen = new FakeScreen();
  private final PxSettings px = new PxSettings(4);
  private final LocalNames names =
      new LocalNames(Languages.named("groovy").createNamespace(), settings);
  private final Magics magics = Magics.load();
  private final InputGrammar grammar =
      new InputGrammar(magics, names::isDefined, Languages.named("groovy"));
  private final Waiting waiting = new Waiting(screen, px, settings);
  private final Clients clients = new Clients(file -> cluster().connect(), waiting, px, names);
  private final ConsoleShell shell =
      new ConsoleShell(
          new ShellParts(
              screen,
              new PipedSource(new BufferedReader(new StringReader("")), grammar::isComplete),
              names,
              clients,
              magics,
              px,
              waiting,
              settings));
  private final ConsoleCompleter completer = new ConsoleCompleter(shell, magics, grammar, names);

  private final Path folder;

  ConsoleCompleterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void giveClient() {
    names.give("mec", clients.connect(null));
  }

  @AfterEach
  void closeAll() {
    clients.close();
    names.close();
  }

  private List<String> candidates(String text) {
    return completer.candidates(text);
  }

  @Test
  void candidates_membersOfTheClient_areInBothSpellings() {
    assertThat(candidates("mec.")).contains("execute", "get_ids", "zipPull", "zip_pull", "block");
    assertThat(candidates("x = mec.exe")).containsExactly("execute");
  }

  @Test
  void candidates_percent_areMagics() {
    assertThat(candidates("%p")).contains("%px", "%push", "%pull", "%pxresult");
    assertThat(candidates("  %who")).containsExactly("%who", "%whos");
  }

  @Test
  void candidates_twoPercents_areMagicsThatTakeCode() {
    assertThat(candidates("%%")).contains("%%px", "%%timeit").doesNotContain("%%who");
  }

  @Test
  void candidates_dashes_areOptions() {
    assertThat(candidates("%px --")).contains("--targets", "--noblock", "--out");
    assertThat(candidates("%px -t 0 --ta")).containsExactly("--targets");
    assertThat(candidates("px --ta")).containsExactly("--targets");
  }

  @Test
  void candidates_ofUnknownMagic_areNone() {
    assertThat(candidates("%nosuch --")).isEmpty();
    assertThat(candidates("%nosuch a")).isEmpty();
  }

  @Test
  void candidates_nameOnEngines_isOfferedToPx() {
    client.push(Map.of("abacus", List.of(1, 2)));

    assertThat(candidates("%px aba")).containsExactly("abacus");
    assertThat(candidates("%px abacus.siz")).contains("size");
    assertThat(candidates("%%px -t 0\nx = aba")).containsExactly("abacus");
    assertThat(candidates("%who aba")).containsExactly("abacus");
    assertThat(candidates("aba")).isEmpty();
  }

  @Test
  void candidates_nameOfOneEngine_isOffered() {
    client.engines(3).push(Map.of("onlyThere", 1));

    assertThat(candidates("%px only")).containsExactly("onlyThere");
  }

  @Test
  void candidates_enginesBusy_areOfferedAllTheSame() {
    client.push(Map.of("abacus", 1));
    var pending = client.executeAsync("while (true) {}");

    assertThat(candidates("%px aba")).containsExactly("abacus");
    pending.cancel();
  }

  @Test
  void candidates_autopx_areOfTheEngines() {
    client.push(Map.of("abacus", 1));
    names.put("abandoned", 1);
    shell.autoPx(true);

    assertThat(candidates("aba")).containsExactly("abacus");
  }

  @Test
  void candidates_local_areNamesAndMembers() {
    names.put("sample", List.of(1));

    assertThat(candidates("sam")).containsExactly("sample");
    assertThat(candidates("sample.isEm")).contains("isEmpty");
    assertThat(candidates("?sam")).containsExactly("sample");
  }

  @Test
  void candidates_firstWord_areMagicsToo() {
    assertThat(candidates("autop")).containsExactly("autopx");
    assertThat(candidates("x = autop")).isEmpty();
  }

  @Test
  void candidates_help_areMagics() {
    assertThat(candidates("%help pxc")).containsExactly("pxconfig");
    assertThat(candidates("help pxc")).containsExactly("pxconfig");
  }

  @Test
  void candidates_runLoadSave_areFiles() throws Exception {
    Files.createFile(folder.resolve("my-job.groovy"));

    for (String magic : List.of("%run --px ", "%load ", "%save ")) {
      assertThat(candidates(magic + folder + "/my-jo")).containsExactly(folder + "/my-job.groovy");
    }
  }

  @Test
  void candidates_activate_areClients() {
    names.give("other", clients.connect(null));

    assertThat(candidates("%activate ")).containsExactly("mec", "other");
  }

  @Test
  void candidates_clientClosed_areNone() {
    clients.close();

    assertThat(candidates("%px a")).isEmpty();
    assertThat(candidates("%who a")).isEmpty();
    shell.autoPx(true);
    assertThat(candidates("a")).isEmpty();
  }

  @Test
  void candidates_noClient_areNone() {
    var none = new Clients(file -> cluster().connect(), waiting, px, names);

    assertThat(EngineWords.of(() -> none.view(null).completeAsync("a"), settings.completionLimit()))
        .isEmpty();
  }

  @Test
  void candidates_odd_areNoErrors() {
    for (String text :
        List.of("", " ", "%", "%%", "%px ", "mec..", ".", "'", "px(", "%px '", "a[")) {
      assertThat(candidates(text)).as(text).isNotNull();
    }
  }

  @Test
  void complete_cursorWithinTheLine_looksAtWhatIsBefore() throws Exception {
    var offered = new ArrayList<Candidate>();

    try (var terminal = new StreamTerminal("xterm", 80)) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal.terminal()).build();
      completer.complete(reader, new TypedLine("mec.exe + 1", 7, "exe"), offered);
    }

    assertThat(offered).extracting(Candidate::value).containsExactly("execute");
    assertThat(offered).noneMatch(Candidate::complete);
  }
}
