package org.multiengine.magics.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.script.ScriptClient;

/** The clients of a console: all that it has made, and the active one, which magics use. */
final class Clients implements AutoCloseable {

  private static final String START = "multiengine start";

  private final Function<@Nullable Path, MultiEngineClient> connector;
  private final Waiting waiting;
  private final PxSettings px;
  private final LocalNames names;
  private final List<MultiEngineClient> made = new ArrayList<>();
  private final Map<MultiEngineClient, ScriptClient> scripts = new HashMap<>();
  private volatile @Nullable ScriptClient active;
  private String whyNone = "no client has been made";

  Clients(
      Function<@Nullable Path, MultiEngineClient> connector,
      Waiting waiting,
      PxSettings px,
      LocalNames names) {
    this.connector = connector;
    this.waiting = waiting;
    this.px = px;
    this.names = names;
  }

  /**
   * Connects another client. The client becomes the active one if there is no active client, or the
   * active client is closed.
   *
   * @param file a connection file, or null for the console's own cluster
   * @throws KernelError if the connection fails
   */
  ScriptClient connect(@Nullable Path file) {
    return add(connector.apply(file));
  }

  /** Adds a client that has been connected, as {@link #connect} does. */
  ScriptClient add(MultiEngineClient client) {
    made.add(client);
    ScriptClient script = script(client);
    if (active == null || active.client().isClosed()) {
      active = script;
    }
    return script;
  }

  /** Returns the language of the active client's engines if they have one that is known here. */
  Language languageOfEngines(Language otherwise) {
    if (active == null || active.client().isClosed()) {
      return otherwise;
    }
    SortedSet<String> languages = active.client().languages();
    return Languages.installed().stream()
        .filter(language -> languages.size() == 1 && language.name().equals(languages.first()))
        .findFirst()
        .orElse(otherwise);
  }

  /** Returns the form in which scripts use a client. */
  ScriptClient script(MultiEngineClient client) {
    return scripts.computeIfAbsent(client, this::newScript);
  }

  private ScriptClient newScript(MultiEngineClient client) {
    var script = new ScriptClient(client);
    script.waiter(waiting.of(client));
    script.onActivate(activated -> active = activated);
    return script;
  }

  void activate(MultiEngineClient client) {
    active = script(client);
  }

  /** Sets the reason why there is no client, for the error of {@link #active()}. */
  void none(String why) {
    whyNone = why;
  }

  boolean isConnected() {
    return active != null;
  }

  /**
   * Returns the active client.
   *
   * @throws KernelError if there is no active client (reference, 13), or it is closed
   */
  ScriptClient active() {
    ScriptClient client = active;
    if (client == null) {
      throw new KernelError(
          "No Controller is activated: "
              + whyNone
              + (whyNone.contains(START) ? "" : ". Start a cluster: " + START + " -n 4")
              + "; then type: mec = client.MultiEngineClient()");
    }
    if (client.client().isClosed()) {
      throw new KernelError(
          "the active client is closed, explicitly or because its cluster has ended; type: mec ="
              + " client.MultiEngineClient()");
    }
    return client;
  }

  /** Returns the clients that are bound to local names, by name. */
  Map<String, MultiEngineClient> named() {
    Map<String, MultiEngineClient> named = new TreeMap<>();
    for (String name : names.names()) {
      if (!name.startsWith("_") && names.get(name) instanceof ScriptClient client) {
        named.put(name, client.client());
      }
    }
    return named;
  }

  DirectView view(@Nullable String targets) {
    String wanted = targets == null ? px.targets() : targets;
    ScriptClient client = active();
    return wanted.isEmpty() ? client.view() : client.client().view(Targets.parse(wanted));
  }

  @Override
  public void close() {
    made.forEach(MultiEngineClient::close);
  }
}
