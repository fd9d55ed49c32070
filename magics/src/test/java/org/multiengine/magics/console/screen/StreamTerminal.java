package org.multiengine.magics.console.screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/**
 * A terminal that is no device: a test types at it, and what is shown is kept. Closing it ends what
 * is typed.
 */
public final class StreamTerminal implements AutoCloseable {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final LineDisciplineTerminal terminal;

  public StreamTerminal(String type, int columns) throws IOException {
    terminal = new LineDisciplineTerminal("test", type, shown, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(columns, 24));
  }

  public Terminal terminal() {
    return terminal;
  }

  /** Types keys; a carriage return is Enter. */
  public void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns all that has been written to it; a line ends with a line feed alone. */
  public String shown() {
    terminal.flush();
    return shown.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
