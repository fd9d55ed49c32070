package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.EngineListener;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.KernelError;

/**
 * What a host in the foreground shows: a line for everything that becomes of an engine, and on a
 * terminal beneath them one that tells what the engines do now.
 */
final class LiveStatus implements EngineListener {

  private static final long INTERVAL_MILLIS = 1000;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

  /** What comes while so many events wait to be shown is not shown. */
  private static final int MAX_EVENTS = 10_000;

  /** Of the time, at most this part goes into asking: the answer is long when queues are. */
  private static final int REST = 20;

  /** With the seconds also when they are zero. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintWriter out;
  private final boolean terminal;
  private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>(MAX_EVENTS);
  private int shown;

  LiveStatus(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void engineChanged(EngineEvent event) {
    var unused = events.offer(event);
  }

  /** Shows what there is until the cluster ends. */
  void showUntilClosed(LocalCluster cluster) throws InterruptedException {
    if (!terminal) {
      showEventsUntilClosed(cluster);
      return;
    }
    try (MultiEngineClient client = cluster.connect()) {
      while (!cluster.isClosed()) {
        long begun = System.nanoTime();
        redraw(line(client));
        long asked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        showNext(Math.max(INTERVAL_MILLIS, REST * asked));
      }
    }
    redraw("");
  }

  private void showEventsUntilClosed(LocalCluster cluster) throws InterruptedException {
    while (!cluster.isClosed()) {
      showNext(INTERVAL_MILLIS);
    }
  }

  private void showNext(long limitMillis) throws InterruptedException {
    @Nullable EngineEvent event = events.poll(limitMillis, TimeUnit.MILLISECONDS);
    while (event != null) {
      if (terminal) {
        redraw("");
      }
      out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + event);
      event = events.poll();
    }
  }

  /** Writes over the line that is there. */
  private void redraw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())) + "\r" + line);
    out.flush();
    shown = line.length();
  }

  private static String line(MultiEngineClient client) throws InterruptedException {
    if (client.ids().isEmpty()) {
      return "no engines; add some: multiengine engine add -n 4";
    }
    try {
      return describe(client.queueStatusAsync().get(ANSWER_LIMIT));
    } catch (KernelError | TimeoutException e) {
      return client.ids().size() + " engines, not all of them answer";
    }
  }

  /** Returns for example {@code 4 engines: 3 idle, 1 busy, 2 requests waiting}. */
  static String describe(List<QueueStatus> engines) {
    long busy = engines.stream().filter(engine -> engine.pending() != null).count();
    int waiting = engines.stream().mapToInt(engine -> engine.queue().size()).sum();
    return counted(engines.size(), "engine")
        + ": "
        + (engines.size() - busy)
        + " idle, "
        + busy
        + " busy, "
        + counted(waiting, "request")
        + " waiting";
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
