package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.terminal.TerminalSession;
import org.multiengine.test.support.terminal.Transcripts;

/**
 * The session by which IPython's manual introduced the multiengine interface, typed into the
 * console at a terminal. The inputs are paragraphs of a file; what the screen must show is in
 * another.
 */
public final class SeedSessionTest {

  private static final String INPUTS = "seed-session.in.txt";

  @Test
  void session_ofTheManual_looksAsExpected(@TempDir Path home) throws Exception {
    ProcessBuilder console =
        TerminalSession.java(Main.class.getName(), "console", "--embedded", "-n", "4");
    console.environment().put("MULTIENGINE_HOME", home.toString());
    try (TerminalSession session = TerminalSession.start(console)) {
      typeAll(session);

      assertThat(session.awaitExit()).isZero();
      Transcripts.assertMatches("console/seed-session.txt", withoutRaces(session.transcript()));
    }
  }

  @Test
  void guide_session_isTheExpectedOne() throws Exception {
    String guide = Files.readString(Path.of("../samples/guide/console.md"));
    String session =
        guide.substring(
            guide.indexOf("<!-- begin of the session -->"),
            guide.indexOf("<!-- end of the session -->"));

    assertThat(session).contains("\n```\n" + resource("seed-session.txt").strip() + "\n```\n");
  }

  /** Types the session, at its prompts. */
  public static void typeAll(TerminalSession session) throws IOException {
    List<String> inputs = inputs();
    for (int number = 1; number <= inputs.size(); number++) {
      session.awaitPrompt("In \\[" + number + "]: ");
      type(session, inputs.get(number - 1));
    }
  }

  public static String expected() throws IOException {
    return resource("seed-session.txt");
  }

  /** A call that is not waited for may have ended before it is shown. */
  public static String withoutRaces(String transcript) {
    return transcript.replace("execute on all, done]", "execute on all, pending]");
  }

  /** Further lines are typed at the prompts they come to. */
  private static void type(TerminalSession session, String input) {
    List<String> lines = input.lines().toList();
    session.enter(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      session.awaitPrompt(input.startsWith("%debug") ? "debug \\[\\d]> " : " +\\.{4}: ");
      session.enter(line);
    }
  }

  private static List<String> inputs() throws IOException {
    return List.of(resource(INPUTS).strip().split("\n\n"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = SeedSessionTest.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
