package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Size;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.terminal.TerminalSession;
import org.multiengine.test.support.terminal.Transcripts;

/** Types what a new user tries first: values, tables, errors, wrong names, files and the shell. */
final class FirstHourTest {

  @ParameterizedTest
  @CsvSource({"80, 24", "100, 30"})
  void session_ofANewUser_looksAsExpected(int columns, int rows, @TempDir Path home)
      throws Exception {
    ProcessBuilder console =
        TerminalSession.java(Main.class.getName(), "console", "--embedded", "-n", "6");
    // How long calls take differs from run to run.
    console.command().add(1, "-Dmultiengine.console.time-after=1h");
    console.environment().put("MULTIENGINE_HOME", home.toString());
    console.directory(home.toFile());
    try (TerminalSession session = TerminalSession.start(console, Size.of(columns, rows))) {
      List<String> inputs = inputs();
      for (int number = 1; number <= inputs.size(); number++) {
        session.awaitPrompt("In \\[" + number + "]: ");
        session.enter(inputs.get(number - 1));
      }

      assertThat(session.awaitExit()).isZero();
      Transcripts.assertMatches(
          "console/first-hour-" + columns + "x" + rows + ".txt", session.transcript());
    }
  }

  private static List<String> inputs() throws IOException {
    try (InputStream resource = FirstHourTest.class.getResourceAsStream("first-hour.in.txt")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
