package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.console.screen.ShownError;
import org.multiengine.magics.console.screen.ShownValue;
import org.multiengine.magics.console.screen.StatusLine;
import org.multiengine.magics.jupyter.wire.Message;

/** The screen of a kernel: what is shown on it appears below the cell that runs. */
final class KernelScreen implements Screen {

  static final String STDOUT = "stdout";
  static final String STDERR = "stderr";

  private static final int COLUMNS = 100;
  private static final int[] ENGINE_COLORS = {32, 33, 34, 35, 36, 31};
  private static final int BOLD = 1;
  private static final int FAINT = 2;
  private static final int RED = 31;
  private static final int GREEN = 32;

  private final Publisher publisher;
  private final ProgressDisplay progress;
  private final PrintWriter out;
  private ArrayNode payload = JsonNodeFactory.instance.arrayNode();
  private @Nullable ShownError error;
  private volatile Runnable onInterrupt = () -> {};

  KernelScreen(Publisher publisher) {
    this.publisher = publisher;
    this.progress = new ProgressDisplay(publisher);
    this.out = writer(STDOUT);
  }

  /** Returns a writer to a stream of the cell. */
  PrintWriter writer(String stream) {
    return new PrintWriter(
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) {
            publisher.print(stream, new String(text, offset, length));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        },
        true);
  }

  /** Begins a cell. */
  void begin() {
    payload = JsonNodeFactory.instance.arrayNode();
    error = null;
  }

  /** Returns the last error that the cell has shown, or null. */
  @Nullable ShownError error() {
    return error;
  }

  /** Returns the actions that the cell asks of the front end. */
  ArrayNode payload() {
    return payload;
  }

  /** Asks the front end to put text into a new cell. */
  void nextInput(String text) {
    payload.addObject().put("source", "set_next_input").put("text", text).put("replace", false);
  }

  /** Asks the front end to end. */
  void askExit() {
    payload.addObject().put("source", "ask_exit").put("keepkernel", false);
  }

  /** Interrupts what runs. Called by any thread. */
  void interrupt() {
    onInterrupt.run();
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public boolean isColored() {
    return true;
  }

  /** Returns false, because values are shown as tables or as plain text. */
  @Override
  public boolean showsPages() {
    return true;
  }

  @Override
  public boolean hasColoredValues() {
    return false;
  }

  @Override
  public String styled(Shell.Style style, String text) {
    return colored(
        switch (style) {
          case HEADING -> BOLD;
          case ENGINE -> GREEN;
          case ERROR -> RED;
          case FAINT -> FAINT;
        },
        text);
  }

  @Override
  public String ofEngine(EngineId engine, String text) {
    return colored(ENGINE_COLORS[engine.value() % ENGINE_COLORS.length], text);
  }

  private static String colored(int code, String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void status(String line) {
    progress.show(new StatusLine(0, 0, line));
  }

  @Override
  public void progress(StatusLine line) {
    progress.show(line);
  }

  @Override
  public void result(ShownValue value) {
    ObjectNode data = data(value.bundle());
    data.put(MimeBundle.PLAIN, value.text().stripTrailing());
    if (value.number() == ShownValue.UNNUMBERED) {
      publisher.display(data);
    } else {
      publisher.result(value.number(), data);
    }
  }

  @Override
  public void display(MimeBundle bundle) {
    publisher.display(data(bundle));
  }

  @Override
  public void clear(boolean later) {
    publisher.clear(later);
  }

  private static ObjectNode data(MimeBundle bundle) {
    ObjectNode data = Message.object();
    bundle.texts().forEach(data::put);
    Base64.Encoder encoder = Base64.getEncoder();
    bundle.binaries().forEach((type, bytes) -> data.put(type, encoder.encodeToString(bytes)));
    return data;
  }

  @Override
  public void error(ShownError shown) {
    error = shown;
    publisher.error(shown);
  }

  @Override
  public void page(String text) {
    ObjectNode page = payload.addObject().put("source", "page").put("start", 0);
    page.putObject("data").put("text/plain", text);
  }

  @Override
  public String interruptName() {
    return "an interrupt";
  }

  @Override
  public Runnable onInterrupt(Runnable action) {
    Runnable before = onInterrupt;
    onInterrupt = action;
    return () -> onInterrupt = before;
  }
}
