package org.multiengine.magics.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.core.display.Displays;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.magics.ClusterControl;
import org.multiengine.magics.EngineWords;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.Shell;
import org.multiengine.magics.WaitOptions;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.console.screen.ShownValue;

/** The shell of the console, through which magics and scripts use it. */
final class ConsoleShell implements Shell {

  private final Screen screen;
  private final InputSource source;
  private final LocalNames names;
  private final Clients clients;
  private final Magics magics;
  private final PxSettings px;
  private final Waiting waiting;
  private final Values values;
  private final Errors errors;
  private final Forms forms;
  private final Duration completionLimit;
  private Path folder = Path.of("").toAbsolutePath();
  private TextRunner texts = this::enter;
  private int number = 1;
  private volatile boolean autoPx;
  private boolean exiting;
  private boolean failed;
  private Runnable endInterrupts = () -> {};
  private @Nullable ClusterControl cluster;
  private @Nullable Throwable lastError;
  private @Nullable PendingResult<?> lastCall;

  ConsoleShell(ShellParts parts) {
    this.screen = parts.screen();
    this.source = parts.source();
    this.names = parts.names();
    this.clients = parts.clients();
    this.magics = parts.magics();
    this.px = parts.px();
    this.waiting = parts.waiting();
    this.forms = new Forms(screen, px, parts.settings());
    this.values = new Values(screen, names.namespace(), waiting, forms::results);
    this.errors = new Errors(screen, forms::failures);
    this.completionLimit = parts.settings().completionLimit();
  }

  /** Sets the control of the prompt's own cluster. */
  void control(ClusterControl own) {
    cluster = own;
  }

  @Override
  public ClusterControl cluster() {
    ClusterControl own = cluster;
    return own == null ? Shell.super.cluster() : own;
  }

  @Override
  public void clearOutput(boolean later) {
    screen.clear(later);
  }

  /** Returns the number of the next input. */
  int number() {
    return number;
  }

  /**
   * Begins an input. Its text is remembered under the current number, and until {@link #end()}
   * Ctrl-C interrupts the calling thread.
   */
  void begin(String text) {
    names.rememberInput(number, text);
    beginUncounted();
  }

  /** Begins an input without a number, which is not remembered. */
  void beginUncounted() {
    failed = false;
    Displays.attachTo(() -> screen::display);
    endInterrupts = screen.onInterrupt(Thread.currentThread()::interrupt);
  }

  /** Ends an input and increments the number. */
  void end() {
    endUncounted();
    number++;
  }

  /** Ends an input without a number. */
  void endUncounted() {
    endInterrupts.run();
    Displays.attachTo(null);
    Thread.interrupted(); // a late Ctrl-C was for this input
  }

  /** Shows how long the input has waited for engines, if that was long. */
  void showTime() {
    forms.showTime(waiting.takeWaited());
  }

  /** Returns whether an error has been shown since the input began. */
  boolean hasFailed() {
    return failed;
  }

  boolean isExiting() {
    return exiting;
  }

  @Override
  public void exit() {
    exiting = true;
  }

  @Override
  public MultiEngineClient client() {
    return clients.active().client();
  }

  @Override
  public Map<String, MultiEngineClient> clients() {
    return clients.named();
  }

  @Override
  public void activate(MultiEngineClient client) {
    clients.activate(client);
  }

  @Override
  public boolean isBlock(MultiEngineClient client) {
    return clients.script(client).isBlock();
  }

  @Override
  public void setBlock(MultiEngineClient client, boolean wait) {
    clients.script(client).setBlock(wait);
  }

  @Override
  public Object scriptValue(PendingResult<?> pending) {
    return clients.active().pending(pending);
  }

  @Override
  public PxSettings px() {
    return px;
  }

  @Override
  public DirectView view(@Nullable String targets) {
    return clients.view(targets);
  }

  @Override
  public PrintWriter out() {
    return screen.out();
  }

  @Override
  public String styled(Style style, String text) {
    return screen.styled(style, text);
  }

  @Override
  public int columns() {
    return screen.columns();
  }

  @Override
  public <T extends @Nullable Object> T await(PendingResult<T> pending, WaitOptions options)
      throws InterruptedException {
    return waiting.await(pending, client(), options);
  }

  @Override
  public void show(@Nullable Object value) {
    MimeBundle bundle = values.bundle(value, autoPx ? "" : "Out[" + number + "]: ");
    if (!autoPx && value != null) {
      names.rememberOutput(number, value);
    }
    screen.result(new ShownValue(autoPx ? ShownValue.UNNUMBERED : number, bundle));
    if (value instanceof ResultList results) {
      results.forEach(this::display);
    }
  }

  @Override
  public void display(CommandRecord record) {
    values.display(record);
  }

  @Override
  public void show(Throwable error) {
    lastError = error;
    failed = true;
    screen.error(errors.shown(error));
  }

  @Override
  public boolean enter(String text) {
    try {
      Evaluation evaluation = names.evaluate(text, number);
      if (evaluation.displayed()) {
        show(evaluation.value());
      }
      return true;
    } catch (ScriptError error) {
      show(error);
      return false;
    }
  }

  @Override
  public @Nullable Object local(String name) {
    return names.get(name);
  }

  @Override
  public void bind(String name, @Nullable Object value) {
    names.put(name, value);
  }

  @Override
  public String withLocalLines(String traceback) {
    return names.namespace().withOwnLines(traceback);
  }

  @Override
  public void resetLocal() {
    names.reset();
  }

  @Override
  public List<String> inputs() {
    return names.inputs(number - 1);
  }

  @Override
  public List<String> earlierInputs() {
    return source.history();
  }

  /** Sets what runs a text with magics. */
  void onText(TextRunner runner) {
    texts = runner;
  }

  @Override
  public boolean enterAll(String text) throws InterruptedException {
    return texts.run(text);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void folder(Path path) {
    folder = path;
  }

  @Override
  public void clear() {
    screen.clear();
  }

  @Override
  public @Nullable Throwable lastError() {
    return lastError;
  }

  @Override
  public @Nullable PendingResult<?> lastCall() {
    return lastCall;
  }

  @Override
  public void lastCall(PendingResult<?> pending) {
    lastCall = pending;
  }

  /** Returns the language of the engines, or another one if there is none or are several. */
  Language languageOfEngines(Language otherwise) {
    return clients.languageOfEngines(otherwise);
  }

  @Override
  public boolean autoPx() {
    return autoPx;
  }

  @Override
  public void autoPx(boolean on) {
    autoPx = on;
  }

  @Override
  public void prefill(String text) {
    source.prefill(text);
  }

  @Override
  public @Nullable String ask(String prompt) {
    return source.ask(prompt);
  }

  @Override
  public List<String> completeOnEngines(String text) {
    return EngineWords.of(() -> clients.view(null).completeAsync(text), completionLimit);
  }

  @Override
  public Map<String, Class<? extends Magic>> magics() {
    return magics.types();
  }

  @Override
  public void help(String magic) {
    page(magics.usage(magic, screen.isColored(), screen.columns()));
  }

  /** Shows a text that the user has asked for. */
  void page(String text) {
    screen.page(text);
  }
}
