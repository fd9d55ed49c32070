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
 * The object {@code client} of a prompt, like IPython's module of that name (reference, 1.1).
 *
 * <pre>{@code
 * mec = client.MultiEngineClient()
 * other = client.MultiEngineClient('/path/to/connection.json')
 * tc = client.TaskClient()
 * tc.run(client.StringTask('a = 5', pull: 'a'), block: true)
 * }</pre>
 */
public final class ClientModule extends GroovyObjectSupport implements HasMembers {

  private static final String CLIENT_METHOD = "MultiEngineClient";
  private static final String TASK_CLIENT_METHOD = "TaskClient";
  private static final String STRING_TASK_METHOD = "StringTask";
  private static final String MAP_TASK_METHOD = "MapTask";

  private final Function<@Nullable Path, ScriptClient> connector;

  /**
   * Creates the module.
   *
   * @param connector connects to the cluster of a connection file, or to the default cluster if the
   *     file is null
   */
  public ClientModule(Function<@Nullable Path, ScriptClient> connector) {
    this.connector = connector;
  }

  /**
   * Connects a client, or creates a task.
   *
   * @throws KernelError if there is no cluster, or it refuses this client
   */
  @Override
  public Object invokeMethod(String name, @Nullable Object arguments) {
    @Nullable Object[] given =
        arguments instanceof Object[] several ? several : new Object[] {arguments};
    return switch (name) {
      case CLIENT_METHOD -> connect(name, given);
      case TASK_CLIENT_METHOD -> new ScriptTasks(connect(name, given).client().tasks());
      case STRING_TASK_METHOD -> ScriptTasks.stringTask(given);
      case MAP_TASK_METHOD -> ScriptTasks.mapTask(given);
      default ->
          throw new UnknownMethod(
              name,
              getClass(),
              given,
              "client has no " + name + NearNames.question(name, completions()));
    };
  }

  private ScriptClient connect(String name, @Nullable Object[] given) {
    if (given.length > 1) {
      throw new IllegalArgumentException(name + " takes the path of a connection file, or nothing");
    }
    return connector.apply(given.length == 0 ? null : (Path) Conversions.file(given[0]));
  }

  /** Returns the class {@link CompositeError}, which is the only property. */
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
    return List.of(
        "CompositeError", MAP_TASK_METHOD, CLIENT_METHOD, STRING_TASK_METHOD, TASK_CLIENT_METHOD);
  }

  /** Returns a description. */
  @Override
  public String toString() {
    return "<module client>";
  }
}
