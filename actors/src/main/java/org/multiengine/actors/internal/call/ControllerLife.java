package org.multiengine.actors.internal.call;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.farm.ClientTasks;
import org.multiengine.actors.internal.farm.TaskBudget;
import org.multiengine.actors.internal.farm.TaskFarm;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskSettings;

/**
 * The controller of a node: started when it is needed, and replaced by another one if it ends
 * before the actor system does.
 *
 * <p>Safe for use by several threads.
 */
public final class ControllerLife {

  private static final Duration END_LOG_DELAY = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final Supplier<Behavior<Object>> behavior;
  private final Runnable onEnd;
  private final TaskSettings tasks;
  private final TaskBudget budget;
  private @Nullable ActorRef<Controller.Command> controller;
  private @Nullable ActorRef<TaskFarm.Command> farm;
  private @Nullable ActorRef<ControllerWatch.Command> watch;
  private int controllers;
  private boolean hasEnded;

  /**
   * Creates the life of a controller; starts nothing.
   *
   * @param system the actor system
   * @param behavior creates the behaviour of a controller
   * @param onEnd is run when a controller has ended that another one is to replace
   */
  public ControllerLife(
      ActorSystem<?> system, Supplier<Behavior<Object>> behavior, Runnable onEnd) {
    this.system = system;
    this.behavior = behavior;
    this.onEnd = onEnd;
    this.tasks = MultiengineSettings.of(system).tasks().farm();
    this.budget = new TaskBudget(tasks);
  }

  /** Returns the controller, or the last one if the actor system has ended. */
  public synchronized ActorRef<Controller.Command> controller() {
    ActorRef<Controller.Command> known = controller;
    if (known != null && (!hasEnded || isEnding())) {
      return known;
    }
    try {
      return start();
    } catch (IllegalStateException systemEnds) {
      if (known == null) {
        throw systemEnds;
      }
      return known;
    }
  }

  /**
   * Returns the tasks of a client.
   *
   * @param client the name of the client
   * @param directory the engines
   */
  public TaskScheduler tasks(String client, EngineDirectory directory) {
    return new ClientTasks(client, this::farm, budget, () -> directory.ids().size());
  }

  /** Returns the farm beside the controller. */
  private synchronized ActorRef<TaskFarm.Command> farm() {
    var unused = controller();
    return Objects.requireNonNull(farm);
  }

  private ActorRef<Controller.Command> start() {
    controllers++;
    String name = "multiengine-controller" + (controllers == 1 ? "" : "-" + controllers);
    ActorRef<Object> actor = system.systemActorOf(behavior.get(), name, Props.empty());
    ActorRef<Controller.Command> started = actor.narrow();
    farm =
        system.systemActorOf(TaskFarm.create(actor, tasks, budget), name + "-tasks", Props.empty());
    controller = started;
    hasEnded = false;
    watch().tell(new ControllerWatch.Watch(started));
    return started;
  }

  /** Returns whether the system has ended or has begun to: it stops its actors. */
  private boolean isEnding() {
    return system.getWhenTerminated().toCompletableFuture().isDone()
        || CoordinatedShutdown.get(system).getShutdownReason().isPresent();
  }

  private ActorRef<ControllerWatch.Command> watch() {
    ActorRef<ControllerWatch.Command> known = watch;
    if (known == null) {
      known =
          system.systemActorOf(
              ControllerWatch.create(
                  this::ended, letter -> ClientTasks.undelivered(letter, budget)),
              "multiengine-controller-watch",
              Props.empty());
      watch = known;
    }
    return known;
  }

  private synchronized void ended(ActorRef<Controller.Command> ended) {
    if (ended.equals(controller) && !isEnding()) {
      logUnlessSystemEnds(ended);
      hasEnded = true;
      onEnd.run();
    }
  }

  /**
   * Logs the end after a delay. A system that is being terminated does not say so, but its
   * scheduler drops what is left to do.
   */
  private void logUnlessSystemEnds(ActorRef<Controller.Command> ended) {
    var unused =
        system
            .scheduler()
            .scheduleOnce(
                END_LOG_DELAY,
                () -> system.log().error("{} has ended; calls go to another one", ended),
                system.executionContext());
  }
}
