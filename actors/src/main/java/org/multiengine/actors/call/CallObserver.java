package org.multiengine.actors.call;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;

/**
 * Hears how a call goes. Called by the controller's actors: methods return at once and do not
 * block. What they throw is logged and changes nothing.
 */
public interface CallObserver {

  /**
   * The outcome of a call on one engine.
   *
   * @param engine the engine
   * @param outcome how the request ended there
   * @param started when it began to run, by the engine's clock; null if it never did
   * @param ended when it ended; null if it never began
   */
  record EngineOutcome(
      EngineId engine, Outcome outcome, @Nullable Instant started, @Nullable Instant ended) {}

  /**
   * The call has been sent to its engines.
   *
   * @param waitingFor tells, whenever it is asked and by any thread, which engines have not ended
   */
  default void began(Supplier<List<EngineId>> waitingFor) {}

  /** The call was refused; nothing of it ran anywhere. */
  void rejected(KernelError error);

  /** All targets have ended; the outcomes are in the order of the targets. */
  void completed(List<EngineOutcome> outcomes);

  /** A request is doing something on an engine; only if the call asked for it. */
  default void reported(EngineId engine, Report report) {}

  /** So many of all targets have ended. */
  default void ended(int targets, int all) {}

  /**
   * Large values are on their way: those sent to engines of other processes, or coming from them.
   *
   * @param bytes how many bytes have moved
   * @param all how many bytes are known to be to move
   */
  default void moved(long bytes, long all) {}

  /** What an actor is told as an observer. */
  sealed interface Reply {

    /** The call was refused; nothing of it ran anywhere. */
    record Rejected(KernelError error) implements Reply {}

    /** All targets have ended; the outcomes are in the order of the targets. */
    record Completed(List<EngineOutcome> outcomes) implements Reply {}
  }

  /** Returns an observer that tells an actor. */
  static CallObserver replyTo(ActorRef<Reply> actor) {
    return new CallObserver() {
      @Override
      public void rejected(KernelError error) {
        actor.tell(new Reply.Rejected(error));
      }

      @Override
      public void completed(List<EngineOutcome> outcomes) {
        actor.tell(new Reply.Completed(outcomes));
      }
    };
  }
}
