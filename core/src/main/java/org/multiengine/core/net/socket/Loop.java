package org.multiengine.core.net.socket;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.multiengine.core.net.Connections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that serves all channels of {@link Connections}. Methods are safe for use by several
 * threads unless they say otherwise.
 */
public final class Loop {

  /** The owner of a channel; called on the thread of the loop. */
  public interface Handler {

    /** Called when the system has an event for the channel. */
    void ready() throws IOException;

    /** Called when {@link #ready()} has failed, or when the loop ends. */
    public void close(String reason);
  }

  /** A step of the work for a channel. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  private record Timer(long time, Runnable task) {}

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final Selector selector;
  private final LongSupplier clock;
  private final Thread thread;
  private volatile boolean closing;

  /** The tasks that were handed in and have not begun; guarded by itself. */
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  /** Whether no more tasks are taken; guarded by the tasks. */
  private boolean ended;

  /** The tasks for later; used only by the thread. */
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::time));

  /**
   * Creates a loop that {@link #start()} starts.
   *
   * @param clock provides nanoseconds
   */
  public Loop(String threadName, LongSupplier clock) throws IOException {
    this.selector = Selector.open();
    this.clock = clock;
    this.thread = new Thread(this::serve, threadName);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Returns the present time of the clock in nanoseconds. */
  public long now() {
    return clock.getAsLong();
  }

  /** Returns whether the caller is the thread of this loop. */
  public boolean isHere() {
    return Thread.currentThread() == thread;
  }

  /**
   * Registers a non-blocking channel without interest in any event.
   *
   * @throws IOException if the loop has ended
   */
  public SelectionKey register(SelectableChannel channel) throws IOException {
    try {
      return channel.register(selector, 0);
    } catch (ClosedSelectorException e) {
      throw new IOException(Reasons.CONNECTIONS_CLOSED, e);
    }
  }

  /**
   * Runs a task on the thread of the loop, after those that were handed in before.
   *
   * @return false if the loop has ended, so that the task will not run
   */
  public boolean execute(Runnable task) {
    synchronized (tasks) {
      if (ended) {
        return false;
      }
      tasks.addLast(task);
    }
    wakeUp();
    return true;
  }

  /** Lets the thread look at its channels and its tasks anew. */
  public void wakeUp() {
    selector.wakeup();
  }

  /** Runs a task after a delay; called on the thread of the loop. */
  public void after(Duration delay, Runnable task) {
    timers.add(new Timer(now() + delay.toNanos(), task));
  }

  /**
   * Serves all channels that are ready now; called by a task that {@link #execute} or {@link
   * #after} runs.
   */
  public void serveReady() {
    try {
      selector.selectNow(Loop::serve);
    } catch (IOException e) {
      LOG.error("connections cannot be read", e);
    }
  }

  /** Ends the loop. Does not wait for the end. */
  public void close() {
    closing = true;
    wakeUp();
  }

  private void serve() {
    try {
      while (!closing) {
        runTasks();
        select();
        runTimers();
      }
    } catch (IOException e) {
      LOG.error("connections can no longer be read", e);
    } finally {
      end();
    }
  }

  private void select() throws IOException {
    Timer next = timers.peek();
    if (next == null) {
      selector.select(Loop::serve);
      return;
    }
    long left = next.time() - now();
    if (left <= 0) {
      selector.selectNow(Loop::serve);
    } else {
      selector.select(Loop::serve, Duration.ofNanos(left).plusMillis(1).toMillis());
    }
  }

  private static void serve(SelectionKey key) {
    if (key.attachment() instanceof Handler handler) {
      guard(handler, handler::ready);
    }
  }

  /** Runs a step for one channel. If it fails in any way, only that channel is closed. */
  @SuppressWarnings("CatchThrowable")
  public static void guard(Handler handler, Step step) {
    try {
      step.run();
    } catch (CancelledKeyException e) {
      LOG.debug("{} was closed", handler, e);
      handler.close(Reasons.CLOSED_HERE);
    } catch (IOException e) {
      LOG.debug("{} has ended", handler, e);
      handler.close(Reasons.of(e));
    } catch (Throwable e) {
      LOG.error("{} failed and is closed", handler, e);
      handler.close("an error of this end: " + e);
    }
  }

  private void runTasks() {
    List<Runnable> due;
    synchronized (tasks) {
      due = new ArrayList<>(tasks);
      tasks.clear();
    }
    due.forEach(Loop::run);
  }

  private void runTimers() {
    long now = now();
    while (!timers.isEmpty() && timers.element().time() - now <= 0) {
      run(timers.remove().task());
    }
  }

  @SuppressWarnings("CatchThrowable")
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.error("a task of the connections failed", e);
    }
  }

  private void end() {
    synchronized (tasks) {
      ended = true;
    }
    runTasks();
    selector.keys().forEach(Loop::close);
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("the connections cannot be closed", e);
    }
  }

  private static void close(SelectionKey key) {
    try {
      if (key.attachment() instanceof Handler handler) {
        handler.close(Reasons.CONNECTIONS_CLOSED);
      } else {
        key.channel().close();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("a connection cannot be closed", e);
    }
  }
}
