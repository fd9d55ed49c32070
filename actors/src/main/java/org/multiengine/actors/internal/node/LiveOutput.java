package org.multiengine.actors.internal.node;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.metrics.RequestMetrics;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.LiveReport;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Report;

/**
 * The reports of an engine's requests while they run, for the clients that asked for them. Output
 * from before the client asked is kept, up to a limit. Used by the engine alone.
 */
final class LiveOutput {

  /** Receives the reports of a request. */
  @FunctionalInterface
  interface Sink {
    void report(QueuedRequest running, Report report);
  }

  private final Engine.Node node;
  private final TimerScheduler<Engine.Command> timers;
  private final EngineQueue queue;
  private final RequestMetrics metrics;
  private final Sink sink;
  private final Set<CallId> listened = new HashSet<>();
  private @Nullable LiveReport report;

  public LiveOutput(
      Engine.Node node,
      TimerScheduler<Engine.Command> timers,
      EngineQueue queue,
      RequestMetrics metrics,
      Sink sink) {
    this.node = node;
    this.timers = timers;
    this.queue = queue;
    this.metrics = metrics;
    this.sink = sink;
  }

  /** Begins a request; returns the listener that collects what it does. */
  RunListener begin(QueuedRequest request) {
    var live = new LiveReport(node.settings().liveBytes());
    report = live;
    CallId call = request.part().call();
    if (request.live() || listened.contains(call)) {
      startReports();
    }
    // A call may have an engine among its targets twice.
    if (listened.contains(call) && !isWaiting(call)) {
      listened.remove(call);
    }
    return metrics.counting(live);
  }

  private void startReports() {
    Duration interval = node.settings().liveInterval();
    timers.startTimerWithFixedDelay(Engine.ReportDue.INSTANCE, interval);
  }

  /** Has the requests of a call report from now on. */
  void listen(CallId call) {
    QueuedRequest running = queue.running();
    if (running != null && running.isOf(call)) {
      startReports();
    }
    if (isWaiting(call)) {
      listened.add(call);
    }
  }

  private boolean isWaiting(CallId call) {
    return queue.waiting().stream().anyMatch(request -> request.isOf(call));
  }

  /** Sends what the running request has done since the last report. */
  void report() {
    send(false);
  }

  private void send(boolean last) {
    QueuedRequest running = queue.running();
    Report next = report == null ? null : report.take(last);
    if (running != null && next != null) {
      sink.report(running, next);
    }
  }

  /** Ends the running request. */
  void end() {
    if (timers.isTimerActive(Engine.ReportDue.INSTANCE)) {
      send(true);
      timers.cancel(Engine.ReportDue.INSTANCE);
    }
    report = null;
  }

  /** Forgets requests that leave the queue without having run. */
  void forget(List<QueuedRequest> dropped) {
    dropped.forEach(request -> listened.remove(request.part().call()));
  }
}
