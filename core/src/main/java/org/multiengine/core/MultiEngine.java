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
 * object it is made on (reference, 3). These are the forms that wait for the engines.
 *
 * <p>For every method that reaches engines:
 *
 * <ul>
 *   <li>Results are in the order of the targets, one for each target.
 *   <li>The call ends when <em>all</em> targets have ended. If any failed, the call throws one
 *       {@link CompositeError} with the failures in target order and the results of the others.
 *   <li>If a target is not registered, the call throws a bare {@link InvalidEngineID}. If the
 *       targets are {@code all} and there are no engines, it throws a bare {@link
 *       NoEnginesRegistered}. Nothing runs in either case. A <em>bare</em> error is not inside a
 *       {@link CompositeError}.
 *   <li>Calls of one client reach each engine in the order they were made, and an engine runs them
 *       one at a time. If a call fails on an engine, the requests of the same client that wait
 *       behind it there fail with {@link QueueCleared}.
 *   <li>If the waiting thread is interrupted, the method throws a {@link KernelError} and leaves
 *       the interrupt flag set. The call itself continues on the engines.
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

  /** Returns the number of registered engines. */
  int size();

  /**
   * Runs a text on the engines.
   *
   * <p>The whole text is parsed first; the run stops at the first statement that fails. The text
   * takes a number on each engine even if it fails.
   */
  ResultList execute(String code);

  /**
   * Copies values into the namespaces.
   *
   * @throws SerializationError bare, if a value cannot be sent; nothing is sent in that case
   */
  void push(Map<String, ?> values);

  /**
   * Copies the value of a name from each engine.
   *
   * <p>An engine without that name fails with {@link NameError}.
   */
  List<@Nullable Object> pull(String name);

  /**
   * Copies the values of several names from each engine and returns a list for each engine. An
   * engine that lacks one of the names fails with {@link NameError}.
   */
  List<List<@Nullable Object>> pull(List<String> names);

  /** Copies the values of several names from each engine and returns a list for each name. */
  List<List<@Nullable Object>> zipPull(List<String> names);

  /**
   * Returns the names that are defined on each engine. An engine answers immediately, even while it
   * runs a request.
   */
  List<List<String>> keys();

  /** Drops waiting requests, and empties namespaces and histories. Numbering starts at 1 again. */
  void reset();

  /**
   * Returns the record of the last successful command of each engine, or of its last command if
   * none has succeeded. An engine answers immediately. An engine that has run no command fails with
   * {@link IndexError}.
   */
  ResultList getResult();

  /**
   * Returns the record of one command of each engine, with its traceback if the command failed. An
   * engine answers immediately. An engine without such a command, or that no longer keeps its
   * record, fails with {@link IndexError}.
   */
  ResultList getResult(int number);

  /** Returns the running and waiting requests of each engine. An engine answers immediately. */
  QueueStatusList queueStatus();

  /** Binds one name to a value on the engines; a short form of {@link #push}. */
  default void put(String name, @Nullable Object value) {
    push(Collections.singletonMap(name, value));
  }

  /** Returns the value of a name on each engine; a short form of {@link #pull(String)}. */
  default List<@Nullable Object> get(String name) {
    return pull(name);
  }
}
