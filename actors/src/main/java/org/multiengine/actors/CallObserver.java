package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import java.util.List;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;

/**
 * Hears how a call goes. Called by the controller's actors: methods return at once and do not
 * block.
 */
public interface CallObserver {

  /**
   * The outcome of a call on one engine.
   *
   * @param engine the engine
   * @param outcome how the request ended there
   */
  record EngineOutcome(EngineId engine, Outcome outcome) {}

  /** The call was refused; nothing of it ran anywhere. */
  void rejected(KernelError error);

  /** All targets have ended; the outcomes are in the order of the targets. */
  void completed(List<EngineOutcome> outcomes);

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
