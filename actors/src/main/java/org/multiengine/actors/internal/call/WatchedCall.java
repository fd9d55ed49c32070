package org.multiengine.actors.internal.call;

import java.util.List;
import java.util.function.Supplier;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.metrics.CallMetrics;
import org.multiengine.actors.internal.metrics.CallResult;
import org.multiengine.actors.internal.protocol.CallLog;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Report;

/** An observer that measures and logs a call, and passes everything on to the call's observer. */
public final class WatchedCall implements CallObserver {

  private final CallObserver observer;
  private final CallId call;
  private final String method;
  private final CallMetrics metrics;
  private final long begun = System.nanoTime();

  private WatchedCall(Controller.Submit submit, CallMetrics metrics) {
    this.observer = submit.observer();
    this.call = submit.call();
    this.method = submit.requests().isEmpty() ? "none" : submit.requests().get(0).method();
    this.metrics = metrics;
    metrics.began();
    CallLog.began(submit, method);
  }

  /**
   * Returns the observer that the controller notifies of a call. Faults of the call's own observer,
   * of meters and of logs are logged and do not end the controller.
   */
  public static CallObserver of(Controller.Submit submit, CallMetrics metrics) {
    return new GuardedObserver(new WatchedCall(submit, metrics));
  }

  @Override
  public void began(Supplier<List<EngineId>> waitingFor) {
    observer.began(waitingFor);
  }

  @Override
  public void rejected(KernelError error) {
    try {
      metrics.ended(method, CallResult.of(error), System.nanoTime() - begun);
      CallLog.rejected(call, method, error);
    } finally {
      observer.rejected(error);
    }
  }

  @Override
  public void completed(List<EngineOutcome> outcomes) {
    try {
      measure(outcomes);
      CallLog.ended(call, method, outcomes);
    } finally {
      observer.completed(outcomes);
    }
  }

  private void measure(List<EngineOutcome> outcomes) {
    if (metrics.isOn()) {
      CallResult result =
          CallResult.worst(outcomes.stream().map(one -> CallResult.of(one.outcome())).toList());
      metrics.ended(method, result, System.nanoTime() - begun);
    } else {
      metrics.ended();
    }
  }

  @Override
  public void reported(EngineId engine, Report report) {
    observer.reported(engine, report);
  }

  @Override
  public void failed(EngineId engine, Failure failure) {
    observer.failed(engine, failure);
  }

  @Override
  public void ended(int targets, int all) {
    observer.ended(targets, all);
  }

  @Override
  public void moved(long bytes, long all) {
    observer.moved(bytes, all);
  }
}
