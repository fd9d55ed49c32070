package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * Asks the registrar for more engines on behalf of a client. Ends when the engines are ready and
 * known on this node, when they cannot be added, or at the limit.
 */
public final class EngineAddition extends AbstractBehavior<EngineAddition.Message> {

  /** A message to the addition. */
  public sealed interface Message {}

  /** Reports how many of the new engines take requests. */
  public record Started(int ready, int total) implements Message, WireMessage {}

  /** Reports that all new engines take requests. */
  public record Added(List<EngineId> ids) implements Message, WireMessage {}

  /** Reports that the engines cannot be added or that not all of them have started. */
  public record Refused(String why) implements Message, WireMessage {}

  private enum Updated implements Message {
    INSTANCE
  }

  private enum Over implements Message {
    INSTANCE
  }

  /**
   * An order for engines.
   *
   * @param engines how many engines
   * @param limit how long the addition may take
   * @param progress receives the number of new engines that take requests, each time it changes
   * @param result receives the ids of the new engines, or a {@link KernelError}
   */
  public record Order(
      int engines,
      Duration limit,
      IntConsumer progress,
      CompletableFuture<List<EngineId>> result) {}

  private final Order order;
  private final EngineDirectory directory;
  private List<EngineId> added = List.of();
  private Runnable endOfUpdates = () -> {};
  private int ready;

  /** Creates the addition, which sends its order to the registrar. */
  public static Behavior<Message> create(
      Order order, ActorRef<? super ClusterCommands.Add> registrar, EngineDirectory directory) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  registrar.tell(new ClusterCommands.Add(order.engines(), context.getSelf()));
                  return new EngineAddition(context, timers, order, directory);
                }));
  }

  private EngineAddition(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Order order,
      EngineDirectory directory) {
    super(context);
    this.order = order;
    this.directory = directory;
    timers.startSingleTimer(Over.INSTANCE, order.limit());
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Started.class, this::onStarted)
        .onMessage(Added.class, this::onAdded)
        .onMessage(Updated.class, updated -> onUpdated())
        .onMessage(Refused.class, refused -> fail(refused.why()))
        .onMessage(Over.class, over -> onOver())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Message> onStarted(Started started) {
    ready = started.ready();
    order.progress().accept(ready);
    return this;
  }

  /**
   * Waits until the directory knows the new engines, because the registry reaches this node some
   * time after the registrar's reply.
   */
  private Behavior<Message> onAdded(Added now) {
    added = now.ids();
    ActorRef<Message> self = getContext().getSelf();
    endOfUpdates = directory.onUpdate(() -> self.tell(Updated.INSTANCE));
    return onUpdated();
  }

  private Behavior<Message> onUpdated() {
    if (!directory.ids().containsAll(added)) {
      return this;
    }
    order.result().complete(added);
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
    order.result().completeExceptionally(new KernelError(why));
    return Behaviors.stopped();
  }

  /** Ends the wait of the client, also if the actor ends without a result. */
  private Behavior<Message> onPostStop() {
    order.result().completeExceptionally(new KernelError("this node stopped adding engines"));
    endOfUpdates.run();
    return this;
  }
}
