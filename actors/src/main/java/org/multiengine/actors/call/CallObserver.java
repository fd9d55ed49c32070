package org.multiengine.actors.call;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;

/**
 * Receives the course and the end of a call. The controller calls the methods on its own thread, so
 * they must return at once. Exceptions that they throw are logged and have no other effect.
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
   * Reports that the call has been sent to its engines.
   *
   * @param waitingFor returns the engines that have not ended at the time; safe for any thread
   */
  default void began(Supplier<List<EngineId>> waitingFor) {}

  /** Reports that the call was refused. Nothing of it ran anywhere. */
  void rejected(KernelError error);

  /** Reports that all targets have ended, with the outcomes in the order of the targets. */
  void completed(List<EngineOutcome> outcomes);

  /** Reports what a request does while it runs, if the call asked for reports. */
  default void reported(EngineId engine, Report report) {}

  /** Reports that the call has failed on an engine, before {@link #ended} counts the engine. */
  default void failed(EngineId engine, Failure failure) {}

  /** Reports how many of all targets have ended. */
  default void ended(int targets, int all) {}

  /**
   * Reports the progress of large values sent to, or received from, engines of other processes.
   *
   * @param bytes the number of bytes sent or received so far
   * @param all the number of bytes announced so far
   */
  default void moved(long bytes, long all) {}

  /** A message to an actor that observes a call. */
  sealed interface Reply {

    /** Reports that the call was refused. Nothing of it ran anywhere. */
    record Rejected(KernelError error) implements Reply {}

    /** Reports that all targets have ended, with the outcomes in the order of the targets. */
    record Completed(List<EngineOutcome> outcomes) implements Reply {}
  }

  /** Returns an observer that sends {@link Reply} messages to an actor. */
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
