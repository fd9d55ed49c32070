package org.multiengine.actors.internal.protocol;

import java.util.List;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.metrics.CallResult;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.AttemptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of calls, under the logger {@code org.multiengine.calls}: one line for each event of a
 * call. The key-value pair {@code call} has the call's id, which is the same in the processes of
 * the client and of the engines. Successes are logged at {@code DEBUG}, failures at {@code INFO},
 * because the caller receives them. Texts and values are not logged.
 */
public final class CallLog {

  private static final Logger LOG = LoggerFactory.getLogger("org.multiengine.calls");

  private CallLog() {}

  /** Logs that a controller has accepted a call. */
  public static void began(Controller.Submit submit, String method) {
    if (LOG.isDebugEnabled()) {
      event(Level.DEBUG, "call-began", submit.call().toString(), method)
          .log("{} on {} begins", method, submit.targets());
    }
  }

  /** Logs that a call has ended on all its engines. */
  public static void ended(CallId call, String method, List<CallObserver.EngineOutcome> outcomes) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    List<CallObserver.EngineOutcome> failed =
        outcomes.stream().filter(one -> one.outcome() instanceof Outcome.Failed).toList();
    if (failed.isEmpty()) {
      event(Level.DEBUG, "call-ended", call.toString(), method)
          .log("{} has ended on {} engines", method, outcomes.size());
    } else {
      failed(call, method, failed.get(0), failed.size() + " of " + outcomes.size());
    }
  }

  /** Logs the failures of a call in one line, because there may be very many. */
  private static void failed(
      CallId call, String method, CallObserver.EngineOutcome first, String howMany) {
    event(Level.INFO, "call-" + CallResult.of(first.outcome()).tag(), call.toString(), method)
        .addKeyValue("engine", first.engine().value())
        .log("{} has failed on {} engines: {}", method, howMany, error(first.outcome()));
  }

  private static String error(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.failure().errorName() : "";
  }

  /** Logs that a call was refused, or that its controller ended. */
  public static void rejected(CallId call, String method, KernelError error) {
    event(Level.INFO, "call-" + CallResult.of(error).tag(), call.toString(), method)
        .log("{} is refused: {}", method, error.errorName());
  }

  /** Logs that a client cancels a call, or that its time limit has passed. */
  public static void cancelled(CallId call, boolean inTime) {
    LOG.atInfo()
        .addKeyValue("event", inTime ? "call-cancel" : "call-timeout")
        .addKeyValue("call", call.toString())
        .log(inTime ? "the call is cancelled by its client" : "the call's time is over");
  }

  /** Logs that an engine begins to run a request. */
  public static void runs(EngineId engine, QueuedRequest request) {
    if (LOG.isDebugEnabled()) {
      request(Level.DEBUG, "request-began", engine, request)
          .log("engine {} runs {}", engine, request.request().method());
    }
  }

  /** Logs that a request which an engine has run has ended. */
  public static void ran(EngineId engine, QueuedRequest request, Outcome outcome) {
    if (outcome instanceof Outcome.Failed) {
      ended(Level.INFO, engine, request, outcome);
    } else if (LOG.isDebugEnabled()) {
      request(Level.DEBUG, "request-ended", engine, request)
          .log("engine {} has ended {}", engine, request.request().method());
    }
  }

  /** Logs that a request has left the queue of its engine without having run. */
  public static void dropped(EngineId engine, QueuedRequest request, Outcome outcome) {
    if (LOG.isDebugEnabled()) {
      ended(Level.DEBUG, engine, request, outcome);
    }
  }

  private static void ended(Level level, EngineId engine, QueuedRequest request, Outcome outcome) {
    String method = request.request().method();
    request(level, "request-" + CallResult.of(outcome).tag(), engine, request)
        .log("engine {}: {} has failed: {}", engine, method, error(outcome));
  }

  private static LoggingEventBuilder request(
      Level level, String event, EngineId engine, QueuedRequest request) {
    PartId part = request.part();
    String call =
        AttemptId.isPart(part) ? AttemptId.of(part).task().toString() : part.call().toString();
    return event(level, event, call, request.request().method())
        .addKeyValue("engine", engine.value());
  }

  private static LoggingEventBuilder event(Level level, String event, String call, String method) {
    return LOG.atLevel(level)
        .addKeyValue("event", event)
        .addKeyValue("call", call)
        .addKeyValue("method", method);
  }
}
