package org.multiengine.actors.internal.node.task;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.RunListener;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.mark.BeginMarks;
import org.multiengine.core.task.piece.Piece;

/**
 * An attempt at a task that has been handed to an engine. The node, the engine, and the thread that
 * evaluates share it.
 *
 * <p>Safe for use by several threads.
 */
public final class TaskRun {

  private static final int HALF = Integer.SIZE;

  private final AttemptId id;
  private final TaskRequest request;
  private final EngineLife engine;
  private final @Nullable BeginMarks marks;
  private volatile boolean hasBegun;

  /**
   * The elements of a piece: the index of the next one in the upper half, and that behind the last
   * one in the lower half; 0 before the first element.
   */
  private final AtomicLong elements = new AtomicLong();

  /**
   * Creates an attempt that has not begun.
   *
   * @param marks receives the attempt before it runs; null if nobody would read the mark
   */
  public TaskRun(AttemptId id, TaskRequest request, EngineLife engine, @Nullable BeginMarks marks) {
    this.id = id;
    this.request = request;
    this.engine = engine;
    this.marks = marks;
  }

  /** Returns the attempt. */
  public AttemptId id() {
    return id;
  }

  /** Returns the work. */
  public TaskRequest request() {
    return request;
  }

  /** Returns the engine. */
  public EngineLife engine() {
    return engine;
  }

  /** Returns the attempt as its engine runs it. It reports if the client may want to see that. */
  QueuedRequest queued() {
    return new QueuedRequest(id.part(), request, true, isLive(work()), 0);
  }

  private TaskRequest work() {
    return request instanceof TaskRequest.Conditional conditional ? conditional.work() : request;
  }

  private static boolean isLive(TaskRequest work) {
    return work instanceof TaskRequest.Piece
        || (work instanceof TaskRequest.Call call && call.capture());
  }

  /** Notes that it begins. Called before it runs. */
  public void begin() {
    if (marks != null) {
      marks.begin(id);
    }
    hasBegun = true;
  }

  /** Returns whether it has begun. */
  boolean hasBegun() {
    return hasBegun;
  }

  /** Returns the listener of the run, which ends a piece where it was cut. */
  public RunListener listener(RunListener next) {
    return new RunListener() {
      @Override
      public void elementsDone(int count) {
        next.elementsDone(count);
      }

      @Override
      public boolean mayBegin(int index, int size) {
        return TaskRun.this.mayBegin(index, size);
      }

      @Override
      public void printed(boolean toStderr, byte[] bytes, int offset, int length) {
        next.printed(toStderr, bytes, offset, length);
      }
    };
  }

  private boolean mayBegin(int index, int size) {
    while (true) {
      long now = elements.get();
      int end = now == 0 ? size : (int) now;
      if (index >= end) {
        return false;
      }
      if (elements.compareAndSet(now, packed(index + 1, end))) {
        return true;
      }
    }
  }

  private static long packed(int next, int end) {
    return ((long) next << HALF) | end;
  }

  /**
   * Has a piece stop before the middle of the elements that have not begun.
   *
   * @return the index of the element before which it stops; -1 if it is no piece, has not begun, or
   *     has too few elements left
   */
  int cut() {
    if (!(work() instanceof TaskRequest.Piece piece)) {
      return -1;
    }
    while (true) {
      long now = elements.get();
      int next = (int) (now >>> HALF);
      int end = (int) now;
      int before = Piece.cutPoint(next, end);
      if (now == 0 || before >= end) {
        return -1;
      }
      if (elements.compareAndSet(now, packed(next, before))) {
        return piece.first() + before;
      }
    }
  }
}
