package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.piece.Piece;
import org.multiengine.core.task.piece.PiecePlan;

/**
 * A map that is divided into tasks while it runs. All changes are made by the threads of the
 * client, one after the other.
 *
 * @param <R> the results
 */
public final class MapTasks<R extends @Nullable Object> {

  /** The number of elements that are encoded to estimate the size of the others. */
  private static final int SAMPLED_ELEMENTS = 4;

  private final TaskSession tasks;
  private final EncodedFunction function;
  private final List<? extends List<?>> sequences;
  private final int length;
  private final TaskTemplate template;
  private final PieceRule rule;
  private final PiecePlan plan;
  private final PendingCall<List<R>> pending;
  private final Serial serial;

  /** The open pieces by their tasks. Changed and read by the serial actions. */
  private final Map<TaskId, Piece> open = new HashMap<>();

  private final MapResults<R> results;
  private boolean isEnding;
  private volatile int elementsDone;
  private volatile int running;

  private MapTasks(
      TaskSession tasks,
      EncodedFunction function,
      List<? extends List<?>> sequences,
      TaskTemplate template,
      PieceRule rule) {
    this.tasks = tasks;
    this.function = function;
    this.sequences = sequences;
    this.length = sequences.get(0).size();
    this.template = template;
    this.rule = rule;
    this.plan = rule.plan(length, expectedBytes(), tasks.scheduler().engines());
    this.results = new MapResults<>(tasks.outcomes(), function.sent().loader(), length);
    this.serial = new Serial(tasks.session()::execute, this::failed);
    this.pending =
        tasks.session().open("map " + function.label(), () -> serial.execute(this::cancel));
  }

  /**
   * Starts a map.
   *
   * @param sequences the elements
   * @throws IllegalArgumentException if there is no sequence, or lengths differ
   */
  public static <R extends @Nullable Object> MapTasks<R> start(
      ViewState view, Object function, List<? extends List<?>> sequences) {
    List<List<?>> copies = new ArrayList<>();
    for (List<?> sequence : sequences) {
      copies.add(new ArrayList<>(sequence));
    }
    checkLengths(copies);
    var map =
        new MapTasks<R>(
            view.tasks(),
            view.tasks().requests().function(function),
            copies,
            view.template(),
            view.rule());
    map.pending.whenDone(() -> map.serial.execute(map::cancelOpen));
    map.serial.execute(map::advance);
    return map;
  }

  private static void checkLengths(List<? extends List<?>> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("map needs at least one sequence");
    }
    int length = sequences.get(0).size();
    for (List<?> sequence : sequences) {
      if (sequence.size() != length) {
        throw new IllegalArgumentException(
            "all sequences must have equal length; the first has "
                + length
                + " elements and another "
                + sequence.size());
      }
    }
  }

  private long expectedBytes() {
    if (length == 0) {
      return 0;
    }
    long bytes = 0;
    int samples = Math.min(SAMPLED_ELEMENTS, length);
    for (int i = 0; i < samples; i++) {
      for (List<?> sequence : sequences) {
        int index = (int) ((long) i * length / samples);
        bytes += tasks.requests().argument(sequence.get(index)).bytes().size();
      }
    }
    return bytes * length / samples;
  }

  /** Returns the end and the results. */
  public PendingCall<List<R>> pending() {
    return pending;
  }

  /** Returns the number of elements. */
  public int length() {
    return length;
  }

  /** Returns how many elements have ended, as far as is known. */
  public int elementsDone() {
    return pending.isDone() ? length : elementsDone;
  }

  /** Returns how many pieces run. */
  public int running() {
    return running;
  }

  /** Submits what can be submitted, cuts what runs too long, and ends the map at its end. */
  private void advance() {
    try {
      int most = rule.maxOpen(tasks.scheduler().engines());
      while (!isEnding && open.size() < most) {
        Piece next = plan.next();
        if (next == null) {
          cutOne();
          break;
        }
        submit(next);
      }
    } catch (KernelError | IllegalArgumentException e) {
      pending.fail(e instanceof KernelError own ? own : new KernelError(String.valueOf(e), e));
    }
    note();
    if (open.isEmpty() && (plan.isDone() || isEnding)) {
      end();
    }
  }

  private void note() {
    elementsDone = Math.min(length, plan.elementsDone());
    running = open.size();
  }

  private void submit(Piece piece) {
    List<ClientValues.Outbound> parts = new ArrayList<>();
    for (List<?> sequence : sequences) {
      List<?> part = new ArrayList<>(sequence.subList(piece.from(), piece.to()));
      parts.add(tasks.requests().argument(part));
    }
    TaskRequest work =
        TaskRequests.conditional(
            template.condition(),
            tasks.requests().piece(function, parts, piece.from(), !template.failFast()));
    TaskId id = tasks.scheduler().next();
    open.put(id, piece);
    var submission =
        new TaskSubmission<>(id, function.kind(), work.size(), template.options(), work);
    try {
      tasks.send(submission, new Observer(piece));
    } catch (KernelError e) {
      open.remove(id);
      throw e;
    }
  }

  private final class Observer extends PieceObserver {

    private final Piece piece;

    Observer(Piece piece) {
      super(tasks);
      this.piece = piece;
    }

    @Override
    void begun() {
      long now = System.nanoTime();
      serial.execute(
          () -> {
            plan.begun(piece, now);
            advance();
          });
    }

    @Override
    void progress(int elements) {
      if (elements > 0) {
        serial.execute(
            () -> {
              plan.progress(piece, elements);
              advance();
            });
      }
    }

    @Override
    void arrived(TaskReport report, Outcome outcome) {
      serial.execute(() -> pieceEnded(piece, report, outcome));
    }
  }

  private void cutOne() {
    Piece piece = rule.cuts() ? plan.cut(System.nanoTime()) : null;
    if (piece == null) {
      return;
    }
    for (Map.Entry<TaskId, Piece> next : open.entrySet()) {
      if (next.getValue().equals(piece)) {
        var unused =
            tasks
                .scheduler()
                .cut(next.getKey())
                .whenComplete((at, why) -> serial.execute(() -> stops(piece, at)));
        return;
      }
    }
  }

  private void stops(Piece piece, @Nullable OptionalInt at) {
    int before = at != null && at.isPresent() ? at.getAsInt() : piece.to();
    plan.stopsBefore(piece, before);
    if (before < piece.to()) {
      advance();
    }
  }

  private void pieceEnded(Piece piece, TaskReport report, Outcome outcome) {
    open.remove(report.id());
    int stoppedAt = results.add(piece, report, outcome);
    plan.ended(piece, stoppedAt, PieceObserver.runNanos(report));
    if (template.failFast() && results.haveFailed()) {
      cancelOpen();
    }
    advance();
  }

  private void failed(RuntimeException why) {
    pending.fail(new KernelError("the map failed: " + why, why));
  }

  private void cancel() {
    if (!pending.isDone()) {
      cancelOpen();
      advance();
    }
  }

  /** Submits no further piece, and cancels those that are open. */
  private void cancelOpen() {
    isEnding = true;
    open.keySet().forEach(tasks.scheduler()::cancel);
  }

  private void end() {
    if (pending.isDone()) {
      return;
    }
    if (!results.haveFailed() && !plan.isDone()) {
      results.fail(0, new EngineId(0), new TaskAborted("the map was cancelled"));
    }
    if (results.haveFailed()) {
      pending.fail(results.error());
    } else {
      List<R> all = results.all();
      pending.complete(() -> all, List.of());
    }
  }
}
