package org.multiengine.magics.console;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.console.input.InputGrammar;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.script.ClientModule;

/**
 * Runs the inputs of a console or a notebook and shows their results on a screen. The language of
 * inputs is Groovy. The name {@code mec} is a client of the cluster, and {@code client} makes
 * others.
 *
 * <p>Inputs are run by one thread. {@link #complete}, {@link #documentation} and {@link
 * #completeness} may be called by any thread, even while an input runs.
 */
public final class InputRunner implements AutoCloseable {

  /** Whether an input can be run. */
  public enum Completeness {
    /** The input is whole. */
    COMPLETE,
    /** The input is the beginning of a longer one. */
    INCOMPLETE,
    /** The input has a syntax error. */
    INVALID
  }

  private static final int HELP_COLUMNS = 80;

  private final ConsoleSettings settings = ConsoleSettings.load();
  private final Language language = Languages.named("groovy");
  private final LocalNames names = new LocalNames(language.createNamespace(), settings);
  private final Magics magics = Magics.load();
  private final InputGrammar grammar =
      new InputGrammar(magics, names::isDefined, language, this::languageOfEngines, this::isAutoPx);
  private final Documentation documentation = new Documentation(names);
  private final InputSource source;
  private final Clients clients;
  private final ConsoleShell shell;
  private final OwnCluster ownCluster;
  private final ConsoleSession session;
  private final ConsoleCompleter completer;
  private volatile @Nullable Function<@Nullable Path, MultiEngineClient> connector;

  /**
   * Creates a runner.
   *
   * @param screen shows results
   * @param newSource creates the source of answers to questions
   */
  public InputRunner(Screen screen, Function<InputRunner, InputSource> newSource) {
    this.source = newSource.apply(this);
    PxSettings px = new PxSettings(settings.fullResults());
    var waiting = new Waiting(screen, px, settings);
    this.clients = new Clients(this::connectTo, waiting, px, names);
    this.shell =
        new ConsoleShell(
            new ShellParts(screen, source, names, clients, magics, px, waiting, settings));
    this.ownCluster = new OwnCluster(screen, this::connectOwn);
    shell.control(ownCluster);
    this.session = new ConsoleSession(shell, magics, grammar, language, documentation);
    this.completer = new ConsoleCompleter(shell, magics, grammar, names);
    names.give("client", new ClientModule(clients::connect));
  }

  private boolean isAutoPx() {
    return shell.autoPx();
  }

  private Language languageOfEngines() {
    return shell.languageOfEngines(language);
  }

  private MultiEngineClient connectTo(@Nullable Path file) {
    Function<@Nullable Path, MultiEngineClient> known = connector;
    if (known == null) {
      throw new KernelError("this console has no cluster");
    }
    return known.apply(file);
  }

  /** Binds {@code mec} to a client of the cluster that this prompt has started. */
  private void connectOwn(Supplier<MultiEngineClient> own) {
    Function<@Nullable Path, MultiEngineClient> before = connector;
    connector = file -> file == null || before == null ? own.get() : before.apply(file);
    MultiEngineClient client = own.get();
    names.give("mec", clients.add(client));
    clients.activate(client);
  }

  /**
   * Compiles a first script, which takes a second in a new JVM. May be called by another thread
   * before the first input.
   */
  public void warmUp() {
    names.prepare();
  }

  /**
   * Connects a client and binds it to {@code mec}.
   *
   * @param toCluster connects to the cluster of a connection file, or without a file to the
   *     runner's own cluster; also used for clients made later
   * @throws KernelError if that fails; inputs then run without a client
   */
  public void connect(Function<@Nullable Path, MultiEngineClient> toCluster) {
    connector = toCluster;
    try {
      names.give("mec", clients.connect(null));
    } catch (KernelError error) {
      clients.none(error.errorMessage());
      throw error;
    }
  }

  /** Shows how long the last input has waited for engines, if that was long. */
  void showTime() {
    shell.showTime();
  }

  /** Returns the number of engines of the active client; 0 if there is no client. */
  int engines() {
    return clients.isConnected() ? clients.active().client().ids().size() : 0;
  }

  /** Shows an error as that of an input. */
  void show(KernelError error) {
    shell.show(error);
  }

  /** Returns messages for the user about magics that could not be loaded. */
  public List<String> problems() {
    return magics.problems();
  }

  /** Returns the number of the next input. */
  public int number() {
    return shell.number();
  }

  /** Returns whether the user wants to leave. */
  public boolean isExiting() {
    return shell.isExiting();
  }

  /**
   * Runs an input under the next number, unless it is empty.
   *
   * @return whether it succeeded
   */
  public boolean run(String input) {
    return session.run(input);
  }

  /**
   * Runs an input that has no number and that the history does not keep.
   *
   * @return whether it succeeded
   */
  public boolean runUncounted(String input) {
    return session.runUncounted(input);
  }

  /**
   * Evaluates an expression in the local namespace and returns its value as a prompt shows it.
   *
   * @throws ScriptError if the evaluation fails
   */
  public String evaluate(String expression) throws ScriptError {
    Evaluation evaluation = names.evaluate(expression, shell.number());
    return names.namespace().display(evaluation.value());
  }

  /** Returns the inputs run so far, oldest first. Inputs that are no longer kept are empty. */
  public List<String> inputs() {
    return shell.inputs();
  }

  /** Returns the words that can replace {@link #wordAtEnd the last word} of a text. */
  public List<String> complete(String text) {
    return completer.candidates(text);
  }

  /** Returns the last word of a text, which completions replace. */
  public String wordAtEnd(String text) {
    return completer.word(text);
  }

  /**
   * Returns the documentation of a local name, of a member after a dot, or of a magic after a
   * percent sign.
   *
   * @throws NameError if there is none
   * @throws KernelError if there is no such magic
   */
  public String documentation(String subject) {
    return subject.startsWith("%")
        ? magics.usage(subject.replaceFirst("^%{1,2}", ""), false, HELP_COLUMNS)
        : documentation.of(subject);
  }

  /** Returns whether an input can be run. */
  public Completeness completeness(String input) {
    if (!grammar.isComplete(input)) {
      return Completeness.INCOMPLETE;
    }
    return session.isValid(input) ? Completeness.COMPLETE : Completeness.INVALID;
  }

  /** Returns the grammar of inputs. */
  InputGrammar grammar() {
    return grammar;
  }

  /** Returns the completer of inputs. */
  ConsoleCompleter completer() {
    return completer;
  }

  /** Returns the source of answers. */
  InputSource source() {
    return source;
  }

  /** Returns the settings of the console. */
  ConsoleSettings settings() {
    return settings;
  }

  /** Closes the source, the clients and the prompt's own cluster, and frees the local names. */
  @Override
  public void close() {
    try {
      source.close();
      clients.close();
      names.close();
    } finally {
      ownCluster.close();
    }
  }
}
