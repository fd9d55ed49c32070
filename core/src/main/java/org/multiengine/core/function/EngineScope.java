package org.multiengine.core.function;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;

/**
 * The engine that a {@link RemoteCallable} runs on. The scope is valid while the call runs, for the
 * thread that runs the call. Text that the code prints to standard output is in the record of the
 * call.
 *
 * <pre>{@code
 * client.apply(
 *     engine -> {
 *       engine.put("half", engine.get("a", Integer.class) / 2.0);
 *       return engine.names();
 *     });
 * }</pre>
 */
public interface EngineScope {

  /** Returns the engine's number. */
  int id();

  /**
   * Returns the value of a name itself, not a copy.
   *
   * @throws NameError if the name is not defined
   */
  @Nullable Object get(String name);

  /**
   * Returns the value of a name itself, not a copy, cast to a class.
   *
   * @throws NameError if the name is not defined
   * @throws KernelError if the value is null or of another class
   */
  default <T> T get(String name, Class<T> type) {
    Object value = get(name);
    if (!type.isInstance(value)) {
      String is = value == null ? "null" : "a " + value.getClass().getName();
      throw new KernelError("name " + name + " is " + is + ", not a " + type.getName());
    }
    return type.cast(value);
  }

  /** Binds a name to a value. */
  void put(String name, @Nullable Object value);

  /**
   * Removes a name.
   *
   * @throws NameError if the name is not defined
   */
  void remove(String name);

  /** Returns the defined names. */
  List<String> names();
}
