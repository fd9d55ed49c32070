package org.multiengine.core.namespace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error of this JVM, split by thread. The output of an engine's threads, and of
 * the threads they start, goes to that engine's sink. All other threads print to the JVM's streams.
 *
 * <p>The threads of the JVM's common pool, which also serve parallel streams and asynchronous
 * tasks, print to the command that has started last among those that run. Threads of other pools
 * that the whole JVM shares belong to no engine. Safe for use by several threads.
 */
public final class StandardStreams {

  /** A receiver of the output of an engine's threads. Called by several threads at once. */
  public interface Sink {

    /** Receives bytes printed to standard output, in UTF-8. */
    void out(byte[] bytes, int offset, int length);

    /** Receives bytes printed to standard error, in UTF-8. */
    void err(byte[] bytes, int offset, int length);
  }

  private static final InheritableThreadLocal<@Nullable Supplier<? extends @Nullable Sink>>
      CURRENT = new InheritableThreadLocal<>();

  /** The sinks of the commands that run, the latest last. */
  private static final Deque<Supplier<? extends @Nullable Sink>> RUNNING =
      new ConcurrentLinkedDeque<>();

  private StandardStreams() {}

  /**
   * Redirects this thread and the threads that it starts later to a sink. Null restores the JVM's
   * own streams. The first call replaces {@code System.out} and {@code System.err}.
   */
  public static void attach(@Nullable Sink sink) {
    install();
    forgetRunning();
    CURRENT.set(sink == null ? null : () -> sink);
  }

  /**
   * Redirects this thread and the threads that it starts later to the sink that is current when
   * they print. If there is none, they print to the JVM's own streams.
   *
   * @param sinks returns the current sink; called by any of these threads for each output
   */
  public static void attachTo(Supplier<? extends @Nullable Sink> sinks) {
    install();
    forgetRunning();
    CURRENT.set(sinks);
    RUNNING.addLast(sinks);
  }

  private static void forgetRunning() {
    Supplier<? extends @Nullable Sink> before = CURRENT.get();
    if (before != null) {
      RUNNING.remove(before);
    }
  }

  /**
   * Returns the source of this thread's sinks, for another thread that prints on its behalf; null
   * if this thread prints to the JVM's own streams.
   */
  public static @Nullable Supplier<? extends @Nullable Sink> sinks() {
    return CURRENT.get();
  }

  private static @Nullable Sink current() {
    Supplier<? extends @Nullable Sink> sinks = CURRENT.get();
    if (sinks != null) {
      return sinks.get();
    }
    return isOfCommonPool(Thread.currentThread()) ? latestRunning() : null;
  }

  private static boolean isOfCommonPool(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  /** Returns the sink of the command that has started last among those that run. */
  private static @Nullable Sink latestRunning() {
    for (var sinks = RUNNING.descendingIterator(); sinks.hasNext(); ) {
      Sink sink = sinks.next().get();
      if (sink != null) {
        return sink;
      }
    }
    return null;
  }

  /**
   * Replaces the JVM's streams unless they are already replaced. A script may have set its own
   * streams.
   */
  private static synchronized void install() {
    if (!(System.out instanceof Switch)) {
      System.setOut(new Switch(System.out, Sink::out));
    }
    if (!(System.err instanceof Switch)) {
      System.setErr(new Switch(System.err, Sink::err));
    }
  }

  @FunctionalInterface
  private interface Channel {
    void write(Sink sink, byte[] bytes, int offset, int length);
  }

  /** A stream that ignores {@code close()}, because one script must not close it for all others. */
  private static final class Switch extends PrintStream {

    Switch(PrintStream original, Channel channel) {
      super(new Splitter(original, channel), true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      flush();
    }
  }

  private static final class Splitter extends OutputStream {

    private final PrintStream original;
    private final Channel channel;

    Splitter(PrintStream original, Channel channel) {
      this.original = original;
      this.channel = channel;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      Sink sink = current();
      if (sink == null) {
        original.write(bytes, offset, length);
      } else {
        channel.write(sink, bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (current() == null) {
        original.flush();
      }
    }
  }
}
