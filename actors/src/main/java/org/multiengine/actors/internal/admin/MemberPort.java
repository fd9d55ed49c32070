package org.multiengine.actors.internal.admin;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskScheduler;

/** The access of clients to the cluster that their node is a member of. */
public final class MemberPort implements ClusterPort {

  private final LocalNode node;
  private final ClusterAdmin admin;

  /**
   * Creates the access; starts nothing.
   *
   * @param system a system whose provider is the cluster
   */
  public MemberPort(ActorSystem<?> system) {
    this.node = LocalNode.get(system);
    this.admin = ClusterAdmin.get(system);
  }

  @Override
  public ActorRef<Controller.Command> controller() {
    return node.controllers().controller();
  }

  @Override
  public TaskScheduler tasks(String client) {
    return node.controllers().tasks(client, node.directory());
  }

  @Override
  public EngineDirectory directory() {
    return node.directory();
  }

  @Override
  public CompletionStage<List<EngineId>> addEngines(
      int count, Duration limit, IntConsumer progress) {
    return admin.addEngines(count, limit, progress);
  }

  @Override
  public CompletionStage<List<EngineId>> removeLost(Duration limit) {
    return admin.removeLost(limit);
  }

  @Override
  public void requestShutdown() {
    admin.requestShutdown();
  }
}
