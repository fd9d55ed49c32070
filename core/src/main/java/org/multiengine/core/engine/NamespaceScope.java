package org.multiengine.core.engine;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.EngineScope;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.namespace.Namespace;

/** The scope that functions of clients receive, backed by the engine's namespace. */
record NamespaceScope(Supplier<EngineId> engine, Namespace namespace) implements EngineScope {

  @Override
  public int id() {
    return engine.get().value();
  }

  @Override
  public @Nullable Object get(String name) {
    return namespace.get(name);
  }

  @Override
  public void put(String name, @Nullable Object value) {
    namespace.put(name, value);
  }

  @Override
  public void remove(String name) {
    namespace.remove(name);
  }

  @Override
  public List<String> names() {
    return namespace.names();
  }
}
