package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.terminal.TerminalSession;
import org.multiengine.test.support.terminal.Transcripts;

/**
 * Types the session of IPython's manual into a console on four Python engines with NumPy, with its
 * Python as it stands. The client's own lines are those of the console.
 */
final class PythonSessionTest {

  /** The eigenvalues of random matrices. */
  private static final Pattern EIGENVALUES =
      Pattern.compile(
          "(?<=Out\\[2[23]]: )\\[ *-?\\d+\\.\\d*(?:e[+-]\\d+)? +-?\\d+\\.\\d*(?:e[+-]\\d+)? *]");

  private static final Pattern AVERAGE = Pattern.compile("(eigenvalue is: +)-?\\d+\\.\\d+");

  @Test
  void session_ofTheManual_looksAsExpected(@TempDir Path home) throws Exception {
    assumeTrue(hasNumpy(), "python3 with NumPy is missing");
    ProcessBuilder console =
        TerminalSession.java(
            Main.class.getName(), "console", "--embedded", "-n", "4", "--language", "python");
    console.environment().put("MULTIENGINE_HOME", home.toString());
    try (TerminalSession session = TerminalSession.start(console)) {
      SeedSession.typeAll(session, "python-session.in.txt");

      assertThat(session.awaitExit()).isZero();
      Transcripts.assertMatches(
          "console/python-session.txt",
          withoutNumbers(SeedSession.withoutRaces(session.transcript())));
    }
  }

  private static String withoutNumbers(String transcript) {
    String without = EIGENVALUES.matcher(transcript).replaceAll("[<number> <number>]");
    return AVERAGE.matcher(without).replaceAll("$1<number>");
  }

  private static boolean hasNumpy() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import numpy")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }
}
