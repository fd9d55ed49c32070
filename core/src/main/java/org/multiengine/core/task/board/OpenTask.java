package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.RunningAttempt;
import org.multiengine.core.task.TaskAttempt;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;

/** A task that has not ended. */
final class OpenTask<N, W> {

  /** Why a task ends as soon as nothing of it runs. */
  enum Ending {
    CANCELLED,
    PAST_DEADLINE,
    PAST_LIMIT
  }

  /** The most past attempts that a task keeps; older ones are dropped. */
  private static final int MAX_PAST_ATTEMPTS = 64;

  final TaskId id;
  final TaskSubmission<W> submission;
  final long submitted;
  final List<Attempt<N, W>> attempts = new ArrayList<>(1);

  int priority;
  int lastAttempt;
  int failures;
  int losses;
  int moves;
  int recalls;

  /** The engines that failed the task, and are avoided. */
  Set<EngineLife> avoided = Set.of();

  /** The class in which the task waits or last waited; null while it waits for dependencies. */
  @Nullable WaitingClass<N, W> waitingClass;

  boolean isQueued;

  /** The place among the waiting tasks of a class; the lowest one starts first. */
  long rank;

  long rankNumber;

  /** Since when the task waits for an engine, attempts that engines rejected included. */
  long readySince;

  @Nullable Ending ending;
  Timers.@Nullable Timer deadline;
  Timers.@Nullable Timer backOff;
  Timers.@Nullable Timer grace;
  String lastError = "";

  private final List<TaskAttempt> past = new ArrayList<>(0);

  OpenTask(TaskSubmission<W> submission, long now) {
    this.id = submission.id();
    this.submission = submission;
    this.submitted = now;
    this.priority = submission.options().priority();
  }

  TaskOptions options() {
    return submission.options();
  }

  String kind() {
    return submission.kind();
  }

  long bytes() {
    return submission.bytes();
  }

  /** Returns the state. */
  TaskState state() {
    if (attempts.isEmpty()) {
      return TaskState.WAITING;
    }
    return attempts.stream().anyMatch(attempt -> attempt.hasBegun)
        ? TaskState.RUNNING
        : TaskState.SENT;
  }

  /** Returns the attempt that has begun; null if none runs. */
  @Nullable RunningAttempt<N> running() {
    return attempts.stream()
        .filter(attempt -> attempt.hasBegun)
        .findFirst()
        .map(attempt -> new RunningAttempt<>(attempt.node.id(), attempt.id))
        .orElse(null);
  }

  /** Adds an attempt that has ended to the record. */
  void noteEnd(Attempt<N, W> attempt, long now, String why) {
    if (past.size() == MAX_PAST_ATTEMPTS) {
      past.remove(0);
    }
    past.add(attempt.record(OptionalLong.of(now), why));
    lastError = why;
  }

  /** Returns the engines of past attempts and how these ended. */
  List<TaskAttempt> past() {
    return past;
  }

  /** Returns the record of the task. */
  TaskReport report(TaskState state, OptionalLong ended) {
    List<TaskAttempt> all = new ArrayList<>(past);
    attempts.stream()
        .filter(attempt -> attempt.hasBegun)
        .forEach(attempt -> all.add(attempt.record(OptionalLong.empty(), "")));
    return new TaskReport(id, options().name(), state, bytes(), submitted, ended, moves, all);
  }
}
