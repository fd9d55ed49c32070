package org.multiengine.actors.internal.call;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.protocol.CallLog;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;

/**
 * The time limits of calls, and the time that requests have to stop when their call is cancelled.
 * Used by the controller alone.
 */
final class CallTimers {

  /** A message to the controller: a call has passed its limit. */
  record TimedOut(CallId call, Duration limit) {}

  /** A message to the controller: the requests of a cancelled call have had the time to stop. */
  record GiveUp(CallId call, KernelError error) {}

  private final ActorContext<Object> context;
  private final TimerScheduler<Object> timers;
  private final OpenCalls calls;
  private final Duration grace;

  /**
   * Creates the timers.
   *
   * @param grace the time that the requests of a cancelled call have to stop
   */
  CallTimers(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      OpenCalls calls,
      Duration grace) {
    this.context = context;
    this.timers = timers;
    this.calls = calls;
    this.grace = grace;
  }

  /** Handles that a call has started. */
  void started(CallId id, @Nullable Duration timeout) {
    if (timeout != null) {
      timers.startSingleTimer(id, new TimedOut(id, timeout), timeout);
    }
  }

  /** Handles that a call has ended. */
  void ended(Call call) {
    if (call.timeout() != null) {
      timers.cancel(call.id());
    }
  }

  /** Cancels a call that has passed its limit. */
  void timedOut(TimedOut timedOut) {
    cancel(timedOut.call(), timedOut.limit());
  }

  /** Cancels a call, because its limit has passed or, without one, because its client wants it. */
  void cancel(CallId id, @Nullable Duration limit) {
    Call call = calls.find(id);
    if (call == null) {
      return;
    }
    CallLog.cancelled(id, limit == null);
    calls.cancel(call, Cancellation.beforeRun(limit), limit);
    var giveUp = new GiveUp(id, Cancellation.givenUp(limit, grace));
    context.scheduleOnce(grace, context.getSelf(), giveUp);
  }

  /** Fails the requests of a cancelled call that have not stopped. */
  void giveUp(GiveUp giveUp) {
    Call call = calls.find(giveUp.call());
    if (call != null) {
      call.gather().giveUp(giveUp.error());
    }
  }
}
