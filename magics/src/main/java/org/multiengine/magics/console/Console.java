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
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.Shell;
import org.multiengine.magics.script.ClientModule;

/**
 * The console: a prompt in IPython's form over the engines of a cluster. Its language is Groovy;
 * {@code mec} is a client of the cluster, {@code client} makes others.
 *
 * <pre>
 * In [1]: mec.execute('a = 5', targets: [0, 2])
 * Out[1]:
 * &lt;Results List&gt;
 * [0] In [1]: a = 5
 * [2] In [1]: a = 5
 * </pre>
 *
 * <p>From its making to its close, what this JVM prints to standard output goes through it, so that
 * it does not run into what is being typed. Used by one thread.
 */
public final class Console implements AutoCloseable {

  private final ConsoleSettings settings = ConsoleSettings.load();
  private final Language language = Languages.named("groovy");
  private final LocalNames names = new LocalNames(language.createNamespace(), settings);
  private final Magics magics = Magics.load();
  private final InputGrammar grammar = new InputGrammar(magics, names::isDefined, language);
  private final PrintStream standardOutput = System.out;
  private final Screen screen;
  private final InputSource source;
  private final Clients clients;
  private final ConsoleShell shell;
  private final ConsoleSession session;
  private final boolean typed;
  private @Nullable Function<@Nullable Path, MultiEngineClient> connector;

  /**
   * Makes a console on a terminal.
   *
   * @param terminal the terminal; closing it is up to the caller
   * @param colored whether colours may be used
   * @param history the file that keeps what is typed; it is made if it is not there, for its owner
   *     only
   */
  public static Console onTerminal(Terminal terminal, boolean colored, Path history) {
    TerminalSource.protect(history);
    var screen = new JLineScreen(terminal, colored);
    return new Console(screen, terminal, colored ? new ScriptHighlighter() : new Plain(), history);
  }

  /**
   * Makes a console whose inputs are piped in: results are shown, prompts are not.
   *
   * @param lines the inputs
   * @param out where results are shown
   */
  public static Console piped(BufferedReader lines, PrintWriter out) {
    return new Console(new PlainScreen(out), lines);
  }

  private Console(JLineScreen screen, Terminal terminal, Highlighter highlighter, Path history) {
    this(
        screen,
        console ->
            new TerminalSource(
                terminal,
                screen,
                new TerminalSource.Features(
                    new InputParser(console.grammar),
                    (reader, line, candidates) ->
                        console.completer().complete(reader, line, candidates),
                    highlighter,
                    history,
                    console.settings.historyLines())),
        true);
  }

  private Console(PlainScreen screen, BufferedReader lines) {
    this(screen, console -> new PipedSource(lines, console.grammar::isComplete), false);
  }

  private Console(Screen screen, Function<Console, InputSource> source, boolean typed) {
    this.screen = screen;
    this.typed = typed;
    System.setOut(
        new PrintStream(
            new WriterOutputStream(screen.out(), StandardCharsets.UTF_8),
            true,
            StandardCharsets.UTF_8));
    this.source = source.apply(this);
    PxSettings px = new PxSettings();
    var waiting = new Waiting(screen, px, settings);
    this.clients = new Clients(this::connect, waiting, px, names);
    this.shell =
        new ConsoleShell(
            new ConsoleShell.Parts(
                screen, this.source, names, clients, magics, px, waiting, settings));
    this.session = new ConsoleSession(shell, magics, grammar, language, new Documentation(names));
    names.give("client", new ClientModule(clients::connect));
  }

  private ConsoleCompleter completer() {
    return new ConsoleCompleter(shell, magics, grammar, names);
  }

  private MultiEngineClient connect(@Nullable Path file) {
    Function<@Nullable Path, MultiEngineClient> known = connector;
    if (known == null) {
      throw new KernelError("this console has no cluster");
    }
    return known.apply(file);
  }

  /** Compiles a first script, which takes a second in a new JVM; may run while a cluster starts. */
  public void warmUp() {
    names.prepare();
  }

  /** Shows a line beneath all others until it is changed; an empty one removes it. */
  public void status(String line) {
    screen.status(line);
  }

  /**
   * Connects {@code mec}. Where that fails the console works without, and tells why.
   *
   * @param toCluster connects to the cluster of a connection file, or to the console's own if there
   *     is none; also used for clients made later
   * @return whether there is a client
   */
  public boolean connect(Function<@Nullable Path, MultiEngineClient> toCluster) {
    connector = toCluster;
    try {
      names.give("mec", clients.connect(null));
      return true;
    } catch (KernelError error) {
      clients.none(error.errorMessage());
      shell.show(error);
      return false;
    }
  }

  /** Shows what a user should know at the beginning. */
  public void greet(String words) {
    if (typed) {
      screen.out().println(words);
      screen.out().println();
    }
    for (String problem : magics.problems()) {
      screen.out().println(screen.styled(Shell.Style.ERROR, problem));
    }
  }

  /**
   * Carries out inputs until there are no more.
   *
   * @return 0, or 1 if inputs were piped in and one of them failed
   */
  public int run() {
    // Between two inputs, too, Ctrl-C must not end the console.
    Runnable restore = screen.onInterrupt(Thread.currentThread()::interrupt);
    try {
      return carryOutAll();
    } finally {
      restore.run();
    }
  }

  private int carryOutAll() {
    boolean well = true;
    while (!shell.isExiting()) {
      Thread.interrupted(); // what it was for has ended
      String input = source.read(shell.number());
      if (input == null) {
        break;
      }
      well &= session.carryOut(input);
      if (typed && !input.isBlank()) {
        screen.out().println();
      }
    }
    return well || typed ? 0 : 1;
  }

  /** Saves the history and closes the clients that were made here. */
  @Override
  public void close() {
    try {
      source.close();
      clients.close();
      names.close();
    } finally {
      screen.out().flush();
      System.setOut(standardOutput);
    }
  }

  /** Leaves what is typed as it is. */
  private static final class Plain extends DefaultHighlighter {
    @Override
    public AttributedString highlight(LineReader reader, String text) {
      return new AttributedString(text);
    }
  }
}
