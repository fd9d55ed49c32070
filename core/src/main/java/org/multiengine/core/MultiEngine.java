package org.multiengine.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.SerializationError;

/**
 * The multiengine interface: engines are addressed by id, and each call goes to the targets of the
 * object it is made on (reference, 3). Here are the forms that wait for the engines.
 *
 * <p>For every method that reaches engines:
 *
 * <ul>
 *   <li>Results stand in the order of the targets, one for each.
 *   <li>The call ends when <em>all</em> targets have ended. If any failed, it throws one {@link
 *       CompositeError} of the failures in target order, which keeps the results of the others.
 *   <li>Targets that name an engine which is not registered throw a bare {@link InvalidEngineID},
 *       {@code all} without any engine a bare {@link NoEnginesRegistered}; nothing has run then.
 *   <li>Calls of one client reach each engine in the order they were made, and an engine runs them
 *       one at a time. When one fails, what the same client had waiting behind it on that engine
 *       fails with {@link QueueCleared}.
 *   <li>If the waiting thread is interrupted, its interrupt flag is set again and a {@link
 *       KernelError} says that the call goes on.
 * </ul>
 *
 * <pre>{@code
 * void run(MultiEngine engines) {
 *   engines.push(Map.of("a", 5));
 *   System.out.println(engines.execute("b = a + id; println b"));
 *   System.out.println(engines.pull("b"));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public interface MultiEngine {

  /** Returns the ids of all registered engines in ascending order; empty if there are none. */
  List<Integer> ids();

  /** Returns how many engines are registered. */
  int size();

  /**
   * Runs a text on the engines.
   *
   * <p>The text is parsed whole first and stops at the first statement that fails. It takes a
   * number on each engine, also if it fails.
   */
  ResultList execute(String code);

  /**
   * Copies values into the namespaces.
   *
   * @throws SerializationError bare, if a value cannot be sent; nothing has been sent then
   */
  void push(Map<String, ?> values);

  /**
   * Copies the value of a name from each engine.
   *
   * <p>An engine that lacks the name fails with {@link NameError}.
   */
  List<@Nullable Object> pull(String name);

  /**
   * Copies the values of several names from each engine, a list of them for each. An engine that
   * lacks one of them fails with {@link NameError}.
   */
  List<List<@Nullable Object>> pull(List<String> names);

  /** Copies the values of several names from each engine, a list for each name. */
  List<List<@Nullable Object>> zipPull(List<String> names);

  /**
   * Returns the names that are defined on each engine now. Answered at once, also by an engine that
   * is running something.
   */
  List<List<String>> keys();

  /** Drops what waits, and empties namespaces and histories; numbering starts at 1 again. */
  void reset();

  /**
   * Returns the record of the last successful command of each engine, or of its last command if
   * none has succeeded. Answered at once. An engine that has run nothing fails with {@link
   * IndexError}.
   */
  ResultList getResult();

  /**
   * Returns the record of one command of each engine, with its traceback if it failed. Answered at
   * once. An engine that has no such command, or no longer keeps it, fails with {@link IndexError}.
   */
  ResultList getResult(int number);

  /** Returns what each engine runs and what waits there. Answered at once. */
  QueueStatusList queueStatus();

  /** Binds one name to a value on the engines; short for {@link #push}. */
  default void put(String name, @Nullable Object value) {
    push(Collections.singletonMap(name, value));
  }

  /** Returns the value of a name on each engine; short for {@link #pull(String)}. */
  default List<@Nullable Object> get(String name) {
    return pull(name);
  }
}
