package org.multiengine.test.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.multiengine.test.support.terminal.TerminalSession;

/**
 * The session by which IPython's manual introduced the multiengine interface. The inputs are
 * paragraphs of a file; what the screen must show is in another.
 */
public final class SeedSession {

  private SeedSession() {}

  /** Types the inputs, each at its prompt. */
  public static void typeAll(TerminalSession session) throws IOException {
    typeAll(session, "seed-session.in.txt");
  }

  /** Types the inputs of a file, each at its prompt. */
  static void typeAll(TerminalSession session, String file) throws IOException {
    List<String> inputs = inputs(file);
    for (int number = 1; number <= inputs.size(); number++) {
      session.awaitPrompt("In \\[" + number + "]: ");
      type(session, inputs.get(number - 1));
    }
  }

  /** Returns what the screen must show. */
  public static String expected() throws IOException {
    return resource("seed-session.txt");
  }

  /** Replaces the state of a call that may have ended before it is shown. */
  public static String withoutRaces(String transcript) {
    return transcript.replace("execute on all, done]", "execute on all, pending]");
  }

  /** Types an input, of which further lines are typed at the prompts for them. */
  private static void type(TerminalSession session, String input) {
    List<String> lines = input.lines().toList();
    session.enter(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      session.awaitPrompt(input.startsWith("%debug") ? "debug \\[\\d]> " : " +\\.{4}: ");
      session.enter(line);
    }
  }

  private static List<String> inputs(String file) throws IOException {
    return List.of(resource(file).strip().split("\n\n(?!\n)"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = SeedSession.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
