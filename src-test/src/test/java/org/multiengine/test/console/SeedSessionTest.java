package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.terminal.TerminalSession;
import org.multiengine.test.support.terminal.Transcripts;

/** Types the session of IPython's manual into the console at a terminal. */
final class SeedSessionTest {

  @Test
  void session_ofTheManual_looksAsExpected(@TempDir Path home) throws Exception {
    ProcessBuilder console =
        TerminalSession.java(Main.class.getName(), "console", "--embedded", "-n", "4");
    // How long calls take differs from run to run.
    console.command().add(1, "-Dmultiengine.console.time-after=1h");
    console.environment().put("MULTIENGINE_HOME", home.toString());
    try (TerminalSession session = TerminalSession.start(console)) {
      SeedSession.typeAll(session);

      assertThat(session.awaitExit()).isZero();
      Transcripts.assertMatches(
          "console/seed-session.txt", SeedSession.withoutRaces(session.transcript()));
    }
  }

  @Test
  void guide_session_isTheExpectedOne() throws Exception {
    String guide = Files.readString(Path.of("../samples/guide/console.md"));
    String session =
        guide.substring(
            guide.indexOf("<!-- begin of the session -->"),
            guide.indexOf("<!-- end of the session -->"));

    assertThat(session).contains("\n```\n" + SeedSession.expected().strip() + "\n```\n");
  }
}
