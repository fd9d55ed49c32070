package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.List;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * Asks the registrar for more engines, for one client, and hears how far they are. Ends when they
 * are there and known on this node, when they cannot be had, or when the time is over.
 */
public final class EngineAddition extends AbstractBehavior<EngineAddition.Message> {

  /** What is heard of the new engines. */
  public sealed interface Message {}

  /** So many of them take requests. */
  public record Started(int ready, int total) implements Message, WireMessage {}

  /** All of them do. */
  public record Added(List<EngineId> ids) implements Message, WireMessage {}

  /** They cannot be added, or not all of them have started. */
  public record Refused(String why) implements Message, WireMessage {}

  private enum Look implements Message {
    INSTANCE
  }

  private enum Over implements Message {
    INSTANCE
  }

  /**
   * What is asked for.
   *
   * @param engines how many engines
   * @param limit how long it may take
   * @param observer hears of it
   */
  public record Order(int engines, Duration limit, AddObserver observer) {}

  public static Behavior<Message> create(
      Order order, ActorRef<EngineRegistrar.Command> registrar, EngineDirectory directory) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  registrar.tell(new ClusterCommands.Add(order.engines(), context.getSelf()));
                  return new EngineAddition(context, timers, order, directory);
                }));
  }

  private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);

  private final TimerScheduler<Message> timers;
  private final Order order;
  private final EngineDirectory directory;
  private int ready;
  private List<EngineId> added = List.of();

  private EngineAddition(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Order order,
      EngineDirectory directory) {
    super(context);
    this.timers = timers;
    this.order = order;
    this.directory = directory;
    timers.startSingleTimer(Over.INSTANCE, order.limit());
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Started.class, this::onStarted)
        .onMessage(Added.class, this::onAdded)
        .onMessage(Look.class, look -> onLook())
        .onMessage(Refused.class, refused -> fail(refused.why()))
        .onMessage(Over.class, over -> onOver())
        .build();
  }

  private Behavior<Message> onStarted(Started started) {
    ready = started.ready();
    order.observer().started(started.ready(), started.total());
    return this;
  }

  /** The registry reaches this node a moment later than the registrar's answer. */
  private Behavior<Message> onAdded(Added now) {
    added = now.ids();
    timers.startTimerWithFixedDelay(Look.INSTANCE, LOOK_INTERVAL);
    return onLook();
  }

  private Behavior<Message> onLook() {
    if (!directory.ids().containsAll(added)) {
      return this;
    }
    order.observer().added(added);
    return Behaviors.stopped();
  }

  private Behavior<Message> onOver() {
    return fail(
        "only "
            + ready
            + " of "
            + order.engines()
            + " new engines took requests within "
            + order.limit().toSeconds()
            + " s; they may still come: multiengine status");
  }

  private Behavior<Message> fail(String why) {
    order.observer().failed(new KernelError(why));
    return Behaviors.stopped();
  }
}
