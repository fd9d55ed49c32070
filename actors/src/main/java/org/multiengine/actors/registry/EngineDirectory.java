package org.multiengine.actors.registry;

import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.identity.EngineId;

/**
 * The engines of the cluster as this node's controller knows them. Reads are local.
 *
 * <pre>{@code
 * SortedSet<EngineId> ids = Multiengine.get(system).directory().ids();
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public interface EngineDirectory {

  /** Returns the ids of the engines that can be called: an immutable set in ascending order. */
  SortedSet<EngineId> ids();

  /**
   * Returns what is known of each engine without asking the engine, including engines that are
   * starting or lost. The state of an engine that can be called is {@link EngineInfo.State#SILENT},
   * or {@link EngineInfo.State#STUCK} if its process makes no progress. The map is immutable.
   */
  SortedMap<EngineId, EngineInfo> known();

  /** Returns the slot of each engine that has an id, including lost engines. */
  SortedMap<EngineId, String> slots();

  /**
   * Returns the engines that were lost or could not start since this node knows the registry, with
   * the cause. Engines that were already lost then are left out.
   */
  SortedMap<EngineId, String> lost();

  /**
   * Adds a listener for changes from now on. It is called on an actor's thread and must not block.
   *
   * @return removes the listener
   */
  Runnable onChange(Consumer<EngineChange> listener);

  /**
   * Adds an action to be run after each update of this directory, which includes changes of the
   * engines that can be called. It runs on an actor's thread and must not block or throw.
   *
   * @return removes the action
   */
  Runnable onUpdate(Runnable action);

  /**
   * Waits until a number of engines can be called.
   *
   * @param count the number of engines
   * @param limit how long to wait at most
   * @param progress receives the current number each time it changes
   * @return whether there are that many engines within the limit
   */
  boolean await(int count, Duration limit, IntConsumer progress) throws InterruptedException;
}
