package org.multiengine.magics.builtin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.Shell;
import org.multiengine.magics.WaitOptions;
import org.multiengine.magics.script.ScriptClient;

/** A prompt without a terminal: what is shown is kept as text, what is asked is answered. */
final class FakeShell implements Shell {

  final StringWriter text = new StringWriter();
  final Map<String, ScriptClient> clients = new TreeMap<>();
  final List<String> inputs = new ArrayList<>();
  final List<String> earlier = new ArrayList<>();
  final List<String> helped = new ArrayList<>();
  final Deque<String> answers = new ArrayDeque<>();
  final List<String> questions = new ArrayList<>();
  final Namespace names = Languages.named("groovy").createNamespace();
  final Magics magics = Magics.load();
  String prefilled = "";
  boolean exited;
  int columns = 60;
  @Nullable ScriptClient active;
  @Nullable Throwable lastError;
  @Nullable Object shown;
  @Nullable WaitOptions optionsOfWait;
  @Nullable WaitOptions settingsDuringWait;
  private final PrintWriter out = new PrintWriter(text, true);
  private final PxSettings px = new PxSettings(4);
  private @Nullable PendingResult<?> lastCall;
  private boolean autoPx;
  private Path folder = Path.of("").toAbsolutePath();

  /** Runs a line as the console does, and returns what it wrote. */
  String run(String line) throws Exception {
    return run(line, "");
  }

  /** Runs a magic with lines beneath it. */
  String run(String line, String block) throws Exception {
    String[] words = line.split("\\s+", 2);
    String name = words[0].replace("%", "");
    String rest = words.length > 1 ? words[1] : "";
    int before = text.getBuffer().length();
    magics.run(this, name, new Magic.Input(rest, block, line.startsWith("%%")));
    return text.getBuffer().substring(before);
  }

  @Override
  public MultiEngineClient client() {
    return active().client();
  }

  private ScriptClient active() {
    if (active == null) {
      throw new KernelError("Error:  No Controller is activated");
    }
    return active;
  }

  @Override
  public Map<String, MultiEngineClient> clients() {
    Map<String, MultiEngineClient> named = new TreeMap<>();
    clients.forEach((name, client) -> named.put(name, client.client()));
    return named;
  }

  @Override
  public void activate(MultiEngineClient client) {
    active = script(client);
  }

  private ScriptClient script(MultiEngineClient client) {
    return clients.values().stream()
        .filter(script -> script.client() == client)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public boolean isBlock(MultiEngineClient client) {
    return script(client).isBlock();
  }

  @Override
  public void setBlock(MultiEngineClient client, boolean wait) {
    script(client).setBlock(wait);
  }

  @Override
  public Object scriptValue(PendingResult<?> pending) {
    return active().pending(pending);
  }

  @Override
  public PxSettings px() {
    return px;
  }

  @Override
  public DirectView view(@Nullable String targets) {
    String wanted = targets == null ? px.targets() : targets;
    return wanted.isEmpty() ? client() : client().view(Targets.parse(wanted));
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public String styled(Style style, String plain) {
    return plain;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public <T extends @Nullable Object> T await(PendingResult<T> pending, WaitOptions options)
      throws InterruptedException {
    optionsOfWait = options;
    settingsDuringWait = px.waitOptions();
    return pending.get();
  }

  @Override
  public void show(@Nullable Object value) {
    shown = value;
    out.println(value instanceof ResultList list ? list.toString() : names.display(value));
  }

  @Override
  public void show(Throwable error) {
    out.println(error.getMessage());
  }

  @Override
  public boolean enter(String code) {
    try {
      names.evaluate(code, "In [1]");
      return true;
    } catch (ScriptError e) {
      out.println(e.traceback());
      return false;
    }
  }

  @Override
  public @Nullable Object local(String name) {
    try {
      return names.get(name);
    } catch (NameError notThere) {
      return null;
    }
  }

  @Override
  public void bind(String name, @Nullable Object value) {
    names.put(name, value);
  }

  @Override
  public void resetLocal() {
    names.reset();
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public List<String> earlierInputs() {
    return earlier;
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

  @Override
  public boolean autoPx() {
    return autoPx;
  }

  @Override
  public void autoPx(boolean on) {
    autoPx = on;
  }

  @Override
  public void prefill(String line) {
    prefilled = line;
  }

  @Override
  public @Nullable String ask(String prompt) {
    questions.add(prompt);
    return answers.poll();
  }

  @Override
  public Map<String, Class<? extends Magic>> magics() {
    return magics.types();
  }

  @Override
  public void exit() {
    exited = true;
  }

  @Override
  public List<String> completeOnEngines(String typed) {
    return List.of("of engines: " + typed);
  }

  @Override
  public void help(String magic) {
    helped.add(magic);
  }
}
