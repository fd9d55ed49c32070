package org.multiengine.magics.command;

import java.io.IOException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** The terminal this program was started at. */
final class Terminals {

  private static final String PROVIDER = "jni";
  private static final int FEWEST_COLORS = 8;
  private static final Size USUAL_SIZE = Size.of(80, 24);

  private Terminals() {}

  /** Returns whether somebody types at a terminal and looks at it: nothing is piped in or out. */
  static boolean areStreamsTyped() throws IOException {
    TerminalProvider provider = TerminalProvider.load(PROVIDER);
    return provider.isSystemStream(SystemStream.Input)
        && provider.isSystemStream(SystemStream.Output);
  }

  static Terminal open() throws IOException {
    Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).nativeSignals(true).build();
    if (terminal.getColumns() <= 0) {
      terminal.setSize(USUAL_SIZE); // a bare pseudo-terminal has none, and no line would fit
    }
    return terminal;
  }

  /** Returns whether colours may be used: the terminal has them, and NO_COLOR is not set. */
  static boolean isColored(Terminal terminal) {
    @Nullable String refused = System.getenv("NO_COLOR");
    @Nullable Integer colors = terminal.getNumericCapability(Capability.max_colors);
    return (refused == null || refused.isEmpty()) && colors != null && colors >= FEWEST_COLORS;
  }

  /** Returns whether somebody watches what this program prints. */
  @SuppressWarnings("SystemConsoleNull") // on JDKs 22 to 24 a line too many on standard error
  static boolean isOne() {
    return System.console() != null;
  }
}
