package org.multiengine.magics.command.terminal;

import java.io.IOException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** The terminal of this process. */
public final class Terminals {

  private static final String PROVIDER = "jni";
  private static final int MIN_COLORS = 8;
  private static final Size DEFAULT_SIZE = Size.of(80, 24);

  private Terminals() {}

  /** Returns whether standard input and output are a terminal, so that neither is piped. */
  public static boolean areStreamsInteractive() throws IOException {
    TerminalProvider provider = TerminalProvider.load(PROVIDER);
    return provider.isSystemStream(SystemStream.Input)
        && provider.isSystemStream(SystemStream.Output);
  }

  /** Opens the terminal. */
  public static Terminal open() throws IOException {
    Terminal terminal =
        TerminalBuilder.builder().system(true).dumb(true).nativeSignals(true).build();
    if (terminal.getColumns() <= 0) {
      terminal.setSize(DEFAULT_SIZE); // a bare pseudo-terminal has no size, and no line would fit
    }
    return terminal;
  }

  /** Returns whether to use colours: the terminal has them, and NO_COLOR is not set. */
  public static boolean isColored(Terminal terminal) {
    @Nullable String refused = System.getenv("NO_COLOR");
    @Nullable Integer colors = terminal.getNumericCapability(Capability.max_colors);
    return (refused == null || refused.isEmpty()) && colors != null && colors >= MIN_COLORS;
  }

  /** Returns whether this process has a terminal. */
  @SuppressWarnings("SystemConsoleNull") // on JDKs 22 to 24, one more line on standard error
  public static boolean isPresent() {
    return System.console() != null;
  }
}
