package org.multiengine.magics.console;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.WriterOutputStream;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Shell;
import org.multiengine.magics.console.input.InputParser;
import org.multiengine.magics.console.screen.JLineScreen;
import org.multiengine.magics.console.screen.PlainScreen;
import org.multiengine.magics.console.screen.Screen;

/**
 * The console: a prompt in IPython's form for the engines of a cluster. The language of the prompt
 * is Groovy. The name {@code mec} is a client of the cluster, and {@code client} makes others.
 *
 * <pre>
 * In [1]: mec.execute('a = 5', targets: [0, 2])
 * Out[1]:
 * &lt;Results List&gt;
 * [0] In [1]: a = 5
 * [2] In [1]: a = 5
 * </pre>
 *
 * <p>While a console is open, the standard output of this JVM goes through the console, so that
 * printed text does not mix with the line that is being typed. For use by one thread.
 */
public final class Console implements AutoCloseable {

  private final PrintStream standardOutput = System.out;
  private final Screen screen;
  private final boolean typed;
  private final InputRunner runner;
  private final InputSource source;

  /**
   * Creates a console on a terminal.
   *
   * @param terminal the terminal, which the caller closes
   * @param colored whether colours may be used
   * @param history the file for the history of inputs; if there is none, it is created, readable by
   *     its owner only
   */
  public static Console onTerminal(Terminal terminal, boolean colored, Path history) {
    TerminalSource.protect(history);
    var screen = new JLineScreen(terminal, colored);
    return new Console(screen, terminal, colored ? new ScriptHighlighter() : new Plain(), history);
  }

  /**
   * Creates a console whose inputs are piped in. Results are shown, prompts are not.
   *
   * @param lines the lines of the inputs
   * @param out the writer to which results are printed
   */
  public static Console piped(BufferedReader lines, PrintWriter out) {
    return new Console(new PlainScreen(out), lines);
  }

  private Console(JLineScreen screen, Terminal terminal, Highlighter highlighter, Path history) {
    this(
        screen,
        runner ->
            new TerminalSource(
                terminal,
                screen,
                new TerminalSource.Features(
                    new InputParser(runner.grammar()),
                    (reader, line, candidates) ->
                        runner.completer().complete(reader, line, candidates),
                    highlighter,
                    history,
                    runner.settings().historyLines())),
        true);
  }

  private Console(PlainScreen screen, BufferedReader lines) {
    this(screen, runner -> new PipedSource(lines, runner.grammar()::isComplete), false);
  }

  private Console(Screen screen, Function<InputRunner, InputSource> newSource, boolean typed) {
    this.screen = screen;
    this.typed = typed;
    System.setOut(
        new PrintStream(
            new WriterOutputStream(screen.out(), StandardCharsets.UTF_8),
            true,
            StandardCharsets.UTF_8));
    this.runner = new InputRunner(screen, newSource);
    this.source = runner.source();
  }

  /**
   * Compiles a first script, which takes a second in a new JVM. May be called by another thread
   * while a cluster starts.
   */
  public void warmUp() {
    runner.warmUp();
  }

  /**
   * Asks the user for a line.
   *
   * @return the line, or null at the end of the input
   */
  public @Nullable String ask(String prompt) {
    return source.ask(prompt);
  }

  /** Shows a line below all others until another replaces it. An empty line removes it. */
  public void status(String line) {
    screen.status(line);
  }

  /**
   * Connects a client and binds it to {@code mec}. If that fails, the error is shown and the
   * console works without a client.
   *
   * @param toCluster connects to the cluster of a connection file, or without a file to the
   *     console's own cluster; also used for clients made later
   * @return whether there is a client
   */
  public boolean connect(Function<@Nullable Path, MultiEngineClient> toCluster) {
    try {
      runner.connect(toCluster);
      return true;
    } catch (KernelError error) {
      runner.show(error);
      return false;
    }
  }

  /** Returns the number of engines of the active client; 0 if there is no client. */
  public int engines() {
    return runner.engines();
  }

  /** Shows a banner at a terminal, and the magics that could not be loaded. */
  public void greet(String banner) {
    if (typed) {
      screen.out().println(banner);
      screen.out().println();
    }
    for (String problem : runner.problems()) {
      screen.out().println(screen.styled(Shell.Style.ERROR, problem));
    }
  }

  /**
   * Runs inputs until there are no more or the user leaves.
   *
   * @return 0, or 1 if inputs were piped in and one of them failed
   */
  public int run() {
    // Ctrl-C must not end the console between two inputs either.
    Runnable restore = screen.onInterrupt(Thread.currentThread()::interrupt);
    try {
      return runAll();
    } finally {
      restore.run();
    }
  }

  private int runAll() {
    boolean well = true;
    while (!runner.isExiting()) {
      Thread.interrupted(); // a late Ctrl-C was for the input before
      String input = source.read(runner.number());
      if (input == null) {
        break;
      }
      well &= runner.run(input);
      if (typed) {
        runner.showTime();
      }
      if (typed && !input.isBlank()) {
        screen.out().println();
      }
    }
    return well || typed ? 0 : 1;
  }

  /** Saves the history and closes the clients of this console. */
  @Override
  public void close() {
    try {
      runner.close();
    } finally {
      screen.out().flush();
      System.setOut(standardOutput);
    }
  }

  /** Highlights nothing. */
  private static final class Plain extends DefaultHighlighter {
    @Override
    public AttributedString highlight(LineReader reader, String text) {
      return new AttributedString(text);
    }
  }
}
