package org.multiengine.actors.internal.farm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiengine.actors.TestSystems;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;

/** An observer that keeps what it is told of a task. Safe for use by several threads. */
public final class RecordingTask implements TaskObserver {

  /** The end of a task. */
  public record End(TaskReport report, Outcome outcome) {}

  private final List<TaskState> states = new CopyOnWriteArrayList<>();
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final AtomicInteger ends = new AtomicInteger();

  @Override
  public void state(TaskState state) {
    states.add(state);
    if (state == TaskState.RUNNING) {
      begun.complete(null);
    }
  }

  @Override
  public void reported(Report report) {
    reports.add(report);
  }

  @Override
  public void ended(TaskReport report, Outcome outcome) {
    ends.incrementAndGet();
    end.complete(new End(report, outcome));
  }

  /** Waits until the task has begun. */
  public void awaitBegin() {
    await(begun);
  }

  /** Waits for the end of the task. */
  public End await() {
    return await(end);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(TestSystems.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the state with which the task has ended. */
  public TaskState endState() {
    return await().report().state();
  }

  public boolean hasEnded() {
    return end.isDone();
  }

  public int ends() {
    return ends.get();
  }

  public List<TaskState> states() {
    return states;
  }

  public List<Report> reports() {
    return reports;
  }
}
