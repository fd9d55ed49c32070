package org.multiengine.magics.script;

import groovy.lang.GroovyObjectSupport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.HasMembers;
import org.multiengine.magics.text.NearNames;

/**
 * What {@code client} means at a prompt, as IPython's module of that name (reference, 1.1).
 *
 * <pre>{@code
 * mec = client.MultiEngineClient()
 * other = client.MultiEngineClient('/path/to/connection.json')
 * }</pre>
 */
public final class ClientModule extends GroovyObjectSupport implements HasMembers {

  private static final String CLIENT = "MultiEngineClient";

  private final Function<@Nullable Path, ScriptClient> connector;

  /**
   * Makes the module.
   *
   * @param connector connects to the cluster of a connection file, or to the one found by default
   */
  public ClientModule(Function<@Nullable Path, ScriptClient> connector) {
    this.connector = connector;
  }

  /**
   * Makes a client.
   *
   * @throws KernelError if there is no cluster, or it does not take this client
   */
  @Override
  public Object invokeMethod(String name, @Nullable Object arguments) {
    @Nullable Object[] given =
        arguments instanceof Object[] several ? several : new Object[] {arguments};
    if (!name.equals(CLIENT)) {
      throw new UnknownMethod(
          name,
          getClass(),
          given,
          "client has no " + name + NearNames.question(name, completions()));
    }
    if (given.length > 1) {
      throw new IllegalArgumentException(
          CLIENT + " takes the path of a connection file, or nothing");
    }
    return connector.apply(given.length == 0 ? null : (Path) Conversions.file(given[0]));
  }

  /** Returns the class of the error of calls on engines; nothing else is a property. */
  @Override
  public @Nullable Object getProperty(String name) {
    return switch (name) {
      case "CompositeError" -> CompositeError.class;
      case "class", "metaClass" -> super.getProperty(name);
      default ->
          throw new UnknownProperty(
              name, getClass(), "client has no " + name + NearNames.question(name, completions()));
    };
  }

  @Override
  public List<String> completions() {
    return List.of("CompositeError", CLIENT);
  }

  /** Returns what it is. */
  @Override
  public String toString() {
    return "<module client>";
  }
}
