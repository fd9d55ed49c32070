package org.multiengine.magics.jupyter.kernel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Text that is printed, gathered for a short time, so that a loop that prints many lines does not
 * publish as many messages. Safe for use by several threads.
 */
final class StreamBuffer {

  private static final Duration FLUSH_DELAY = Duration.ofMillis(50);
  private static final int MAX_CHARACTERS = 64 * 1024;

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "jupyter-streams");
            thread.setDaemon(true);
            return thread;
          });

  private final BiConsumer<String, String> sink;
  private final StringBuilder text = new StringBuilder();
  private String stream = "";
  private boolean scheduled;

  /**
   * Creates an empty buffer.
   *
   * @param sink receives the name of a stream and text
   */
  StreamBuffer(BiConsumer<String, String> sink) {
    this.sink = sink;
  }

  /** Adds text of a stream. */
  synchronized void append(String name, String added) {
    if (!name.equals(stream)) {
      flush();
      stream = name;
    }
    text.append(added);
    if (text.length() >= MAX_CHARACTERS) {
      flush();
    } else if (!scheduled && !text.isEmpty()) {
      scheduled = true;
      var unused = TIMER.schedule(this::flush, FLUSH_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Passes all text on. */
  synchronized void flush() {
    scheduled = false;
    if (!text.isEmpty()) {
      String whole = text.toString();
      text.setLength(0);
      sink.accept(stream, whole);
    }
  }
}
