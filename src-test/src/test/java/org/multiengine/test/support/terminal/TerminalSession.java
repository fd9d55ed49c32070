package org.multiengine.test.support.terminal;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jline.terminal.Size;
import org.multiengine.test.support.Children;

/**
 * A program in a terminal, and the user who types into it.
 *
 * <pre>{@code
 * ProcessBuilder program = TerminalSession.java(Main.class.getName(), "console", "--embedded");
 * try (TerminalSession session = TerminalSession.start(program)) {
 *   session.awaitPrompt("In \\[1]: ");
 *   session.enter("1 + 1");
 *   session.awaitPrompt("In \\[2]: ");
 *   assertThat(session.screen()).contains("Out[1]: 2");
 *   session.press(Key.CTRL_D);
 *   assertThat(session.awaitExit()).isZero();
 * }
 * }</pre>
 *
 * <p>Wait for the first prompt before typing: what comes before the program has set up its terminal
 * is lost. The program gets a pseudo-terminal with an xterm behind it, which answers its questions,
 * for example where the cursor is. Waits take up to a minute unless {@link #within} sets another
 * limit.
 *
 * <p>Used by one thread.
 */
public final class TerminalSession implements AutoCloseable {

  private static final Size SIZE = Size.of(100, 40);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Variables by which programs know their terminal. A test sets them, not its environment. */
  private static final List<String> TERMINAL_VARIABLES =
      List.of(
          "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES", "INSIDE_EMACS");

  private final PtyProcess process;
  private final TerminalScreen screen;
  private final CompletableFuture<Void> output = new CompletableFuture<>();

  private TerminalSession(PtyProcess process, Size size) {
    this.process = process;
    this.screen = new TerminalScreen(size);
    var reader = new Thread(this::showOutput, "terminal of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Returns a program of this JVM's class path, to be started in a terminal. Its environment is
   * that of the test, with {@code TERM=xterm-256color} and UTF-8, and can be changed.
   */
  public static ProcessBuilder java(String mainClass, String... arguments) {
    ProcessBuilder program = Children.java(mainClass, arguments);
    TERMINAL_VARIABLES.forEach(program.environment()::remove);
    program.environment().put("TERM", "xterm-256color");
    program.environment().put("LC_ALL", "C.UTF-8");
    return program;
  }

  /** Starts a program in a terminal of 100 columns and 40 rows. */
  public static TerminalSession start(ProcessBuilder program) throws IOException {
    return start(program, SIZE);
  }

  /** Starts the command of a program with its environment, in its folder. */
  public static TerminalSession start(ProcessBuilder program, Size size) throws IOException {
    var builder =
        new PtyProcessBuilder(program.command().toArray(String[]::new))
            .setEnvironment(program.environment())
            .setInitialColumns(size.getColumns())
            .setInitialRows(size.getRows());
    if (program.directory() != null) {
      builder.setDirectory(program.directory().getPath());
    }
    return new TerminalSession(builder.start(), size);
  }

  /** Types a text; Enter is not pressed. */
  public void type(String text) {
    try {
      send(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot type; the screen is:\n" + screen(), e);
    }
  }

  /** Types a line and presses Enter. */
  public void enter(String line) {
    type(line);
    press(Key.ENTER);
  }

  /** Presses a key. */
  public void press(Key key) {
    if (key == Key.ENTER || key == Key.CTRL_C) {
      screen.leaveLine();
    }
    type(key.sent());
  }

  /** Changes the size of the terminal, and notifies the program. */
  public void resize(int columns, int rows) {
    screen.resize(Size.of(columns, rows));
    process.setWinSize(new WinSize(columns, rows));
  }

  /** Waits until the text is on the screen, or has scrolled by. */
  public void awaitText(String text) {
    within(LIMIT).awaitText(text);
  }

  /** Waits until the visible text meets a condition. */
  public void awaitScreen(Predicate<String> condition) {
    within(LIMIT).awaitScreen(condition);
  }

  /** Waits until the program prompts, see {@link ScreenWait#awaitPrompt}. */
  public void awaitPrompt(String prompt) {
    within(LIMIT).awaitPrompt(prompt);
  }

  /** Waits until the program has ended and its output is shown; returns its exit status. */
  public int awaitExit() {
    new ScreenWait(screen, () -> false, LIMIT).await("the end of the program", this::hasEnded);
    return exitStatus();
  }

  /** Returns waits with another limit than a minute. */
  ScreenWait within(Duration limit) {
    return new ScreenWait(screen, this::hasEnded, limit);
  }

  /** Returns the visible text, without blanks at the ends of lines and empty lines at the end. */
  public String screen() {
    return screen.text();
  }

  /** Returns all lines that were shown: those that have scrolled by, and the visible ones. */
  public String transcript() {
    return screen.transcript();
  }

  /** Returns all output with its escape sequences. */
  String raw() {
    return screen.raw();
  }

  /** Returns the escape sequences for colours and styles that the program wrote, each one once. */
  public List<String> styles() {
    return screen.styles();
  }

  /** Returns the process id of the program. */
  long pid() {
    return process.pid();
  }

  /**
   * Returns the exit status.
   *
   * @throws IllegalThreadStateException if the program still runs
   */
  int exitStatus() {
    return process.exitValue();
  }

  /**
   * Ends the program and the processes it has started, if it still runs. Processes that a program
   * leaves when it ends by itself are not ended.
   */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      List<ProcessHandle> started = descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
      Awaitility.await().atMost(LIMIT).until(() -> !process.isAlive());
    }
    boolean failed = output.isCompletedExceptionally();
    process.getOutputStream().close();
    process.getInputStream().close();
    if (failed) {
      output.join();
    }
  }

  private Stream<ProcessHandle> descendants() {
    return ProcessHandle.of(process.pid()).stream().flatMap(ProcessHandle::descendants);
  }

  /** A process that the program leaves behind may hold the terminal open, so silence is enough. */
  private boolean hasEnded() {
    return !process.isAlive() && (output.isDone() || screen.isQuietFor(Duration.ofMillis(500)));
  }

  private void send(String text) throws IOException {
    OutputStream keyboard = process.getOutputStream();
    synchronized (keyboard) {
      keyboard.write(text.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    }
  }

  /** Gives the program an answer, which it need not have if it asks and ends. */
  private void answer(String text) throws IOException, InterruptedException {
    try {
      if (!text.isEmpty()) {
        send(text);
      }
    } catch (IOException e) {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw e;
      }
    }
  }

  private void showOutput() {
    try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[8192];
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        answer(screen.write(new String(buffer, 0, count)));
      }
      output.complete(null);
    } catch (IOException | InterruptedException e) {
      output.completeExceptionally(e);
    }
  }
}
