package org.multiengine.actors.internal.admin;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskScheduler;

/**
 * The access of a client to its cluster: calls, the directory of engines, and orders to the hosts.
 *
 * <p>Safe for use by several threads.
 */
public interface ClusterPort {

  /**
   * Returns the controller, which is started by the first call. A controller that has ended is
   * replaced by another one, so call this method again instead of keeping the result.
   */
  ActorRef<Controller.Command> controller();

  /**
   * Returns the tasks of a client. Close them with the client.
   *
   * @param client the name of the client
   */
  TaskScheduler tasks(String client);

  /** Returns the engines as the controller knows them. */
  EngineDirectory directory();

  /**
   * Asks the hosts for more engines.
   *
   * @param count how many
   * @param limit how long the addition may take
   * @param progress receives the number of new engines that take requests, each time it changes
   * @return their ids; fails with a {@link KernelError} if not all of them started within the limit
   */
  CompletionStage<List<EngineId>> addEngines(int count, Duration limit, IntConsumer progress);

  /**
   * Removes all engines that are lost. Fails if the cluster does not reply within the limit.
   *
   * @return the ids of the removed engines
   */
  CompletionStage<List<EngineId>> removeLost(Duration limit);

  /** Asks the hosts to end the cluster; returns at once. */
  void requestShutdown();
}
