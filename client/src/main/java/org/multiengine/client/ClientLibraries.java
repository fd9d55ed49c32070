package org.multiengine.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.Libraries;
import org.multiengine.core.code.LibraryName;
import org.multiengine.core.function.RemoteCallable;

/**
 * The libraries that a client has added to the engines. Engines that become ready later receive
 * them, too. Safe for use by several threads.
 */
final class ClientLibraries {

  private final MultiEngineClient client;
  private final Map<String, byte[]> jars = new LinkedHashMap<>();
  private @Nullable Subscription joins;

  ClientLibraries(MultiEngineClient client) {
    this.client = client;
  }

  /** Sends jars to all engines, and waits until all have them. */
  synchronized void add(List<Path> files) {
    Map<String, byte[]> fresh = new LinkedHashMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      byte[] bytes = Libraries.read(file);
      if (!Arrays.equals(bytes, jars.get(name))) {
        LibraryName.of(name).requireNoOther(with(fresh));
        fresh.put(name, bytes);
      }
    }
    if (joins == null) {
      joins = client.onEngines(this::engineChanged);
    }
    for (Map.Entry<String, byte[]> jar : fresh.entrySet()) {
      if (!client.ids().isEmpty()) {
        client.all().apply(addition(jar.getKey(), jar.getValue()));
      }
      jars.put(jar.getKey(), jar.getValue());
    }
  }

  private List<String> with(Map<String, byte[]> fresh) {
    List<String> names = new ArrayList<>(jars.keySet());
    names.addAll(fresh.keySet());
    return names;
  }

  /** Returns the file names, in the order in which they were added. */
  synchronized List<String> names() {
    return List.copyOf(jars.keySet());
  }

  private void engineChanged(EngineEvent event) {
    if (event.kind() != EngineEvent.Kind.READY && event.kind() != EngineEvent.Kind.RESTARTED) {
      return;
    }
    Map<String, byte[]> all;
    synchronized (this) {
      all = new LinkedHashMap<>(jars);
    }
    all.forEach(
        (name, bytes) -> {
          var unused = client.engines(event.engine()).applyAsync(addition(name, bytes));
        });
  }

  /** Returns the function that adds a library to the process of an engine. */
  private static RemoteCallable<Boolean> addition(String name, byte[] bytes) {
    return engine -> {
      Libraries.shared().add(name, bytes);
      return true;
    };
  }
}
