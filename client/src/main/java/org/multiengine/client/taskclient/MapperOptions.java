package org.multiengine.client.taskclient;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteFunction;

/**
 * The options of a {@link TaskMapper} (reference of the task interface, T96). Immutable.
 *
 * @param clearBefore whether the engine is emptied before each element
 * @param clearAfter whether the engine is emptied after each element
 * @param retries how often an element runs again after it has failed or was lost
 * @param recoveryTask the task that runs in place of an element that has failed; null for none
 * @param depend a function of an engine's properties that says whether elements may run there; null
 *     for any engine
 * @param block whether the map waits and returns results; otherwise it returns ids
 */
public record MapperOptions(
    boolean clearBefore,
    boolean clearAfter,
    int retries,
    @Nullable Task recoveryTask,
    @Nullable Object depend,
    boolean block) {

  /** The options of a mapper for which none are given. */
  public static final MapperOptions DEFAULT = new MapperOptions(false, false, 0, null, null, true);

  /** Returns these options with another choice of whether the map waits. */
  public MapperOptions withBlock(boolean waits) {
    return new MapperOptions(clearBefore, clearAfter, retries, recoveryTask, depend, waits);
  }

  /** Returns these options with another number of retries. */
  public MapperOptions withRetries(int times) {
    return new MapperOptions(clearBefore, clearAfter, times, recoveryTask, depend, block);
  }

  /** Returns these options with another choice of when engines are emptied. */
  public MapperOptions withClear(boolean before, boolean after) {
    return new MapperOptions(before, after, retries, recoveryTask, depend, block);
  }

  /** Returns these options with another recovery task. */
  public MapperOptions withRecoveryTask(@Nullable Task recovery) {
    return new MapperOptions(clearBefore, clearAfter, retries, recovery, depend, block);
  }

  /** Returns these options with another condition on engines. */
  public MapperOptions withDepend(
      @Nullable RemoteFunction<? super Map<String, Object>, Boolean> fits) {
    return new MapperOptions(clearBefore, clearAfter, retries, recoveryTask, fits, block);
  }

  /** Returns these options with another condition on engines. A closure of a script is one, too. */
  public MapperOptions withDependFunction(@Nullable Object fits) {
    return new MapperOptions(clearBefore, clearAfter, retries, recoveryTask, fits, block);
  }

  /** Returns whether elements may be divided into tasks freely. */
  boolean allowPieces() {
    return equals(DEFAULT);
  }

  /** Sets the attributes of the task of an element. */
  MapTask task(MapTask task) {
    task.setClearBefore(clearBefore);
    task.setClearAfter(clearAfter);
    task.setRetries(retries);
    task.setRecoveryTask(recoveryTask);
    task.setDependFunction(depend);
    return task;
  }
}
