package org.multiengine.core.namespace;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and error of this JVM, split by thread: what a thread of an engine prints, or a
 * thread started by it, goes to that engine's sink; all other threads print as before.
 *
 * <p>Threads of pools shared by the whole JVM belong to no engine. Safe for use by several threads.
 */
public final class StandardStreams {

  /** Takes what an engine's threads print. Called by several threads at once. */
  public interface Sink {

    /** Takes bytes printed to standard output, in UTF-8. */
    void out(byte[] bytes, int offset, int length);

    /** Takes bytes printed to standard error, in UTF-8. */
    void err(byte[] bytes, int offset, int length);
  }

  private static final InheritableThreadLocal<@Nullable Supplier<? extends @Nullable Sink>>
      CURRENT = new InheritableThreadLocal<>();

  private StandardStreams() {}

  /**
   * Lets this thread, and the threads it starts from now on, print to a sink; null gives the thread
   * back to the JVM's own streams. The first call replaces {@code System.out} and {@code
   * System.err}.
   */
  public static void attach(@Nullable Sink sink) {
    install();
    CURRENT.set(sink == null ? null : () -> sink);
  }

  /**
   * Lets this thread, and the threads it starts from now on, print to the sink there is at that
   * time; while there is none, they print to the JVM's own streams.
   *
   * @param sinks asked at each print, by any of these threads
   */
  public static void attachTo(Supplier<? extends @Nullable Sink> sinks) {
    install();
    CURRENT.set(sinks);
  }

  private static @Nullable Sink current() {
    Supplier<? extends @Nullable Sink> sinks = CURRENT.get();
    return sinks == null ? null : sinks.get();
  }

  /** Replaces the JVM's streams unless they are replaced already; a script may have set its own. */
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

  /** A stream that cannot be closed: one script must not take it from all others. */
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
