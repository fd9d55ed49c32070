package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.dispatch.ReplyBatcher;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of a node on their way to the callers. Used by the node's relay alone. */
final class AnswerOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerOutbox.class);

  /** How long answers are kept for others of their call. */
  private static final Duration KEPT_ANSWER_DELAY = Duration.ofMillis(10);

  /** A message to the relay: it is time to send answers. */
  enum SendTask {
    /** Sends the answers that are due. */
    DUE,
    /** Sends all answers. */
    ALL
  }

  private final ActorRef<SendTask> self;
  private final TimerScheduler<Object> timers;
  private final Links<RelayMessage> links;
  private final AnswerBudget budget;
  private final ReplyBatcher<Link<RelayMessage>, RelayMessage.Answer> batcher =
      new ReplyBatcher<>();

  /**
   * Creates an empty outbox.
   *
   * @param self the relay, which hands the tasks that it receives to {@link #send}
   */
  AnswerOutbox(
      ActorRef<SendTask> self,
      TimerScheduler<Object> timers,
      Links<RelayMessage> links,
      AnswerBudget budget) {
    this.budget = budget;
    this.self = self;
    this.timers = timers;
    this.links = links;
  }

  /** Notes that an engine, in one of its lives, is to answer a part of a call over a link. */
  void expect(Link<RelayMessage> link, PartId part, EngineLife life) {
    batcher.expect(link, part, life);
  }

  /** Returns the link to the caller of a part; null if no answer is awaited. */
  @Nullable Link<RelayMessage> linkOf(PartId part) {
    return batcher.linkOf(part);
  }

  /**
   * Returns the parts that an engine has not answered in one of its lives, with the id under which
   * the caller of each part knows the engine.
   */
  Map<PartId, EngineId> of(EngineLife life) {
    return batcher.of(life.incarnation());
  }

  /** Adds an answer to a part. */
  void put(PartId part, RelayMessage.Answer answer) {
    boolean notified = batcher.areDue();
    batcher.put(part.call(), answer);
    if (batcher.areDue() && !notified) {
      self.tell(SendTask.DUE); // behind the answers of engines that are here already
    } else if (batcher.areKept() && !timers.isTimerActive(SendTask.ALL)) {
      timers.startSingleTimer(SendTask.ALL, KEPT_ANSWER_DELAY);
    }
  }

  /** Sends answers. */
  void send(SendTask task) {
    try {
      batcher.takeDue().forEach(this::add);
      if (task == SendTask.ALL) {
        batcher.takeKept().forEach(this::add);
      }
    } finally {
      links.flush();
    }
  }

  private void add(ReplyBatcher.Batch<Link<RelayMessage>, RelayMessage.Answer> batch) {
    var answers = new RelayMessage.Answers(batch.call(), batch.answers());
    try {
      links.add(batch.link(), answers);
    } catch (RuntimeException broken) {
      LOG.error("answers of call {} cannot be sent", batch.call(), broken);
      links.add(batch.link(), RelayLinkListener.failures(answers, "it cannot be sent: " + broken));
    }
    budget.added(batch.link());
  }

  /** Handles that another message was added to a link. */
  void added(Link<RelayMessage> link) {
    budget.added(link);
  }

  /** Returns whether the caller at a link does not take its answers. */
  boolean isPaused(Link<RelayMessage> link) {
    return budget.isPaused(link);
  }

  /** Handles that frames have arrived, which may acknowledge answers. */
  void delivered() {
    budget.delivered();
  }

  /** Forgets the calls of a link whose other end has gone. */
  void linkGone(Link<RelayMessage> link) {
    batcher.linkGone(link);
    budget.linkGone(link);
  }

  /** Returns whether all callers have their answers. */
  boolean isDelivered() {
    return !batcher.areDue() && !batcher.areKept() && links.areDelivered();
  }
}
