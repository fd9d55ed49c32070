package org.multiengine.core.task.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskWait;
import org.multiengine.core.task.TaskWait.Reason;
import org.multiengine.core.task.dependency.EndedTask;
import org.multiengine.core.text.Amounts;

/** The reasons why tasks have not ended, for people. */
final class Explanation<N, W> {

  /** The number of items that a text names; the others are counted. */
  private static final int MAX_NAMED = 3;

  private final BoardState<N, W> state;

  Explanation(BoardState<N, W> state) {
    this.state = state;
  }

  /** Returns why a task has not ended. */
  TaskWait why(OpenTask<N, W> task, long now) {
    if (task.ending != null) {
      return new TaskWait(Reason.CANCELLED, "it was cancelled; " + attempts(task, now));
    }
    if (!task.attempts.isEmpty()) {
      boolean runs = task.attempts.stream().anyMatch(attempt -> attempt.hasBegun);
      return new TaskWait(runs ? Reason.RUNNING : Reason.AT_NODE, attempts(task, now));
    }
    if (task.backOff != null) {
      String after = task.lastError.isEmpty() ? "" : ", after " + task.lastError;
      return new TaskWait(
          Reason.BACK_OFF, "it runs again in " + time(task.backOff.at() - now) + after);
    }
    if (!state.graph.areMet(task.id)) {
      return new TaskWait(Reason.DEPENDENCY, dependencies(task));
    }
    WaitingClass<N, W> of = task.waitingClass;
    return of == null
        ? new TaskWait(Reason.UNKNOWN, "it is not known why it waits")
        : placement(task, of, now);
  }

  private static String attempts(OpenTask<?, ?> task, long now) {
    List<String> texts = new ArrayList<>();
    for (Attempt<?, ?> attempt : task.attempts) {
      texts.add(
          attempt.hasBegun
              ? "it runs on " + engine(attempt) + " for " + time(now - attempt.begun)
              : "it was sent to node "
                  + attempt.node.id()
                  + " "
                  + time(now - attempt.sent)
                  + " ago and has not begun; "
                  + attempt.node.open()
                  + " tasks are there");
    }
    return String.join("; ", texts);
  }

  private static String engine(Attempt<?, ?> attempt) {
    return attempt.engine == null ? "an engine" : "engine " + attempt.engine.engine();
  }

  private String dependencies(OpenTask<N, W> task) {
    List<TaskId> undecided = state.graph.undecided(task.id);
    List<String> named = new ArrayList<>();
    for (TaskId id : undecided.subList(0, Math.min(MAX_NAMED, undecided.size()))) {
      OpenTask<N, W> earlier = state.tasks.get(id);
      String is = earlier == null ? "" : ", which is " + earlier.state().label();
      named.add("task " + id + is);
    }
    return "it depends on " + String.join("; on ", named) + more(undecided.size() - named.size());
  }

  private static String more(int others) {
    return others > 0 ? "; and " + others + " more" : "";
  }

  private TaskWait placement(OpenTask<N, W> task, WaitingClass<N, W> of, long now) {
    if (state.nodes.engines() == 0) {
      return new TaskWait(Reason.NO_ENGINES, "no engine is registered");
    }
    if (!of.isPlaceable()) {
      boolean isRejected = !of.rejections().isEmpty();
      String end =
          of.unplaceableTimer == null ? "" : "; it ends in " + time(of.unplaceableTimer.at() - now);
      return new TaskWait(
          isRejected ? Reason.REJECTED : Reason.NO_ENGINE_FITS,
          unplaceable(of, state.nodes) + nextTry(of, now) + end);
    }
    return isShared(of)
        ? new TaskWait(Reason.FAIRNESS, "other clients have their share: " + busy(of, now))
        : new TaskWait(Reason.ENGINES_BUSY, busy(of, now) + ahead(task, of));
  }

  /** Returns why no engine can take the tasks of a class. */
  static String unplaceable(WaitingClass<?, ?> of, FarmNodes<?, ?> nodes) {
    return of.rejections().isEmpty() || of.allowedEngines() == 0
        ? Misfit.text(of.key(), nodes)
        : "each engine that fits has rejected it: " + of.rejections().reason();
  }

  private static String nextTry(WaitingClass<?, ?> of, long now) {
    Long next = of.rejections().nextTry();
    return next == null ? "" : "; the next one is tried in " + time(next - now);
  }

  /** Returns whether engines that fit are free for other clients only. */
  private boolean isShared(WaitingClass<N, W> of) {
    return of.allowedNodes().stream()
        .anyMatch(
            node ->
                node.clients() > 1
                    && node.open() >= node.window()
                    && node.open() < node.engines().size());
  }

  private String busy(WaitingClass<N, W> of, long now) {
    List<String> named = new ArrayList<>();
    int engines = 0;
    int elsewhere = 0;
    for (FarmNode<N, W> node : of.allowedNodes()) {
      engines += node.engines().size();
      elsewhere += node.busyElsewhere();
      for (Attempt<N, W> attempt : node.attempts()) {
        if (attempt.hasBegun && named.size() < MAX_NAMED) {
          named.add(
              engine(attempt) + " for " + time(now - attempt.begun) + " (" + attempt.task.id + ")");
        }
      }
    }
    String which = named.isEmpty() ? "" : ": " + String.join(", ", named);
    String others = elsewhere == 0 ? "" : "; other work holds " + elsewhere + " of them";
    return (engines == 1
            ? "the engine that fits is busy"
            : "all " + engines + " engines that fit are busy")
        + which
        + others;
  }

  private static String ahead(OpenTask<?, ?> task, WaitingClass<?, ?> of) {
    Object first = of.queue().isEmpty() ? null : of.queue().first();
    return first == task ? "" : "; " + of.queue().size() + " tasks wait for them";
  }

  private static String time(long nanos) {
    return Amounts.time(Duration.ofNanos(Math.max(0, nanos)));
  }

  /** Returns the text for a task that is not open. */
  static TaskWait ended(@Nullable EndedTask end) {
    return end == null
        ? new TaskWait(Reason.UNKNOWN, "it is not known, or no longer")
        : new TaskWait(Reason.ENDED, "it " + end.text());
  }
}
