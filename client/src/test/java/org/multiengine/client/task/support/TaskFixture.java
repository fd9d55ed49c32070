package org.multiengine.client.task.support;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.ClusterPort;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.client.internal.call.OpenSessions;
import org.multiengine.client.internal.call.Session;
import org.multiengine.client.internal.task.TaskSession;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskSettings;

/** A client whose tasks run on engines in this JVM, without a cluster. */
public final class TaskFixture implements AutoCloseable {

  private final ActorSystem<Controller.Command> controller;
  private final MemoryScheduler scheduler;
  private final Session session;
  private final TaskSession tasks;

  /** Creates a client with engines. */
  public TaskFixture(int engines) {
    this(engines, TaskSettings.defaults(), "");
  }

  /** Creates a client with engines, limits and settings. */
  public TaskFixture(int engines, TaskSettings limits, String settings) {
    Config config =
        ConfigFactory.parseString("akka.actor.provider = local\n" + settings)
            .withFallback(NodeConfig.load());
    controller = ActorSystem.create(Behaviors.ignore(), "controller", config);
    scheduler = new MemoryScheduler(engines, limits);
    session = new Session(config, new Port(), OpenSessions.of(controller));
    tasks = new TaskSession(session, session.scheduler());
  }

  private final class Port implements ClusterPort {

    private final RegistryDirectory directory = new RegistryDirectory();

    @Override
    public ActorRef<Controller.Command> controller() {
      return controller;
    }

    @Override
    public TaskScheduler tasks(String client) {
      return scheduler;
    }

    @Override
    public EngineDirectory directory() {
      return directory;
    }

    @Override
    public CompletionStage<List<EngineId>> addEngines(
        int count, Duration limit, IntConsumer progress) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public CompletionStage<List<EngineId>> removeLost(Duration limit) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public void requestShutdown() {}
  }

  /** Returns a view of all engines. */
  public LoadBalancedView view() {
    return LoadBalancedView.of(tasks);
  }

  /** Returns the scheduler, to kill and add engines. */
  public MemoryScheduler scheduler() {
    return scheduler;
  }

  /** Returns the client. */
  public Session session() {
    return session;
  }

  /** Returns the client's tasks. */
  public TaskSession tasks() {
    return tasks;
  }

  @Override
  public void close() {
    session.close();
    scheduler.close();
    controller.terminate();
  }
}
