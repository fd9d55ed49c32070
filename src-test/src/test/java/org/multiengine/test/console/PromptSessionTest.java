package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.PublishedCluster;
import org.multiengine.test.support.terminal.TerminalSession;

/**
 * A session of twenty inputs in a terminal, each of which uses what earlier ones declared. The
 * engines have processes of their own.
 */
final class PromptSessionTest {

  private static final String PROMPT = "In \\[\\d+]: ";

  /** An input, and the text that it shows; empty if it shows nothing. */
  private record Step(String input, String shown) {}

  private static final List<Step> SESSION =
      List.of(
          new Step("class P { int x; int sq() { x * x } }", ""),
          new Step("mec.map({ new P(x: it).sq() }, 0..<4)", "Out[2]: [0, 1, 4, 9]"),
          new Step("def add(a, b) { a + b }", ""),
          new Step("mec.map({ add(new P(x: it).sq(), 1) }, 0..<3)", "Out[4]: [1, 2, 5]"),
          new Step("twice = { add(it, it) }", ""),
          new Step("mec.map(twice, 0..<3)", "Out[6]: [0, 2, 4]"),
          new Step("both = [twice, { new P(x: it).sq() }]", ""),
          new Step(
              "def fs = both; mec.map({ n -> fs*.call(n) }, 1..3)",
              "Out[8]: [[2, 1], [4, 4], [6, 9]]"),
          new Step("enum Kind { SMALL, LARGE }", ""),
          new Step("def kind(P p) { p.sq() < 5 ? Kind.SMALL : Kind.LARGE }", ""),
          new Step(
              "mec.map({ kind(it) }, (1..3).collect { new P(x: it) })*.name()",
              "Out[11]: ['SMALL', 'SMALL', 'LARGE']"),
          new Step("record Pair(P first, Kind kind) { }", ""),
          new Step(
              "pairs = mec.map({ new Pair(new P(x: it), kind(new P(x: it))) }, 2..3); pairs.size()",
              "Out[13]: 2"),
          new Step("mec.push(saved: pairs); pairs*.kind()*.name()", "Out[14]: ['SMALL', 'LARGE']"),
          new Step("mec.map({ saved[it].first().sq() }, 0..<2)", "Out[15]: [4, 9]"),
          new Step("trait Named { String name() { 'n' + x } }", ""),
          new Step("class Q extends P implements Named { }", ""),
          new Step(
              "mec.map({ new Q(x: it).name() + new Q(x: it).sq() }, 1..2)",
              "Out[18]: ['n11', 'n24']"),
          new Step("class P { int x; int sq() { -x } }", ""),
          new Step(
              "mec.map({ [new P(x: it).sq(), twice(it), add(it, 1)] }, 1..2)",
              "Out[20]: [[-1, 2, 2], [-2, 4, 3]]"));

  @Test
  void twentyInputs_useWhatEarlierOnesDeclared(@TempDir Path home) throws Exception {
    try (PublishedCluster cluster = PublishedCluster.start(home, 2);
        TerminalSession session =
            TerminalSession.start(
                TerminalSession.java(
                    Main.class.getName(), "console", "--connect", cluster.file().toString()))) {
      session.awaitPrompt(PROMPT);
      for (Step step : SESSION) {
        session.enter(step.input());
        session.awaitPrompt(PROMPT);
        assertThat(session.screen()).contains(step.shown());
      }
      assertThat(SESSION).hasSize(20);
    }
  }
}
