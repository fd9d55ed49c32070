package org.multiengine.magics.console;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;

/** A console whose inputs are piped in by a test. */
final class PipedConsole {

  /**
   * What came of it.
   *
   * @param shown what was shown
   * @param status the exit status
   */
  record Ended(String shown, int status) {}

  private PipedConsole() {}

  /** Runs inputs, lines as they would be piped in, on a cluster. */
  static Ended run(Function<@Nullable Path, MultiEngineClient> cluster, String... lines) {
    var shown = new StringWriter();
    var inputs = new BufferedReader(new StringReader(String.join("\n", lines) + "\n"));
    try (Console console = Console.piped(inputs, new PrintWriter(shown))) {
      console.warmUp();
      console.connect(cluster);
      console.greet("hello");
      int status = console.run();
      return new Ended(shown.toString(), status);
    }
  }
}
