package org.multiengine.actors.internal.link;

import akka.actor.typed.javadsl.ActorContext;
import java.time.Duration;

/** Has the actor that owns links send itself the tasks of its links. */
public final class LinkSchedule implements Links.Schedule {

  /** A message of an actor to itself, which it hands to {@link Links#perform}. */
  public enum Task {
    /** Sends what was added. */
    FLUSH,
    /** Sends acknowledgements that are due, and sends again what was lost. */
    TICK
  }

  private final ActorContext<Object> context;
  private final Duration tick;

  /**
   * Creates the schedule of an actor.
   *
   * @param tick the interval at which links with messages in flight are checked
   */
  public LinkSchedule(ActorContext<Object> context, Duration tick) {
    this.context = context;
    this.tick = tick;
  }

  @Override
  public void flushSoon() {
    context.getSelf().tell(Task.FLUSH);
  }

  @Override
  public void tickLater() {
    context.scheduleOnce(tick, context.getSelf(), Task.TICK);
  }
}
