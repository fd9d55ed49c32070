package org.multiengine.magics.command.terminal;

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
 * The output of a host in the foreground: a line for each change of an engine, and, on a terminal,
 * a last line that shows what the engines are doing.
 */
public final class LiveStatus implements EngineListener {

  private static final long REFRESH_INTERVAL_MILLIS = 1000;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

  /** Number of events that can wait to be shown. Further events are dropped. */
  private static final int MAX_WAITING_EVENTS = 10_000;

  /**
   * Pause between two queries as a multiple of the time of the last one, because answers are large
   * when queues are long.
   */
  private static final int PAUSE_TO_QUERY_RATIO = 20;

  /** Format of a time of day. Unlike the default format, it shows seconds that are zero. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final PrintWriter out;
  private final boolean terminal;
  private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>(MAX_WAITING_EVENTS);
  private int shown;

  /**
   * Creates the output.
   *
   * @param out the writer it prints to
   * @param terminal whether that is a terminal, whose last line can be replaced
   */
  public LiveStatus(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void engineChanged(EngineEvent event) {
    var unused = events.offer(event);
  }

  /** Shows changes and the status until the cluster ends. */
  public void showUntilClosed(LocalCluster cluster) throws InterruptedException {
    if (!terminal) {
      showEventsUntilClosed(cluster);
      return;
    }
    try (MultiEngineClient client = cluster.connect()) {
      while (!cluster.isClosed()) {
        long begun = System.nanoTime();
        redraw(line(client));
        long queryMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        showNext(Math.max(REFRESH_INTERVAL_MILLIS, PAUSE_TO_QUERY_RATIO * queryMillis));
      }
    }
    redraw("");
  }

  private void showEventsUntilClosed(LocalCluster cluster) throws InterruptedException {
    while (!cluster.isClosed()) {
      showNext(REFRESH_INTERVAL_MILLIS);
    }
  }

  /** Shows the events that occur within a time. Returns after the first of them. */
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

  /** Replaces the last line of the terminal. */
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
      return describe(client.queueStatusAsync().get(ANSWER_TIMEOUT));
    } catch (KernelError | TimeoutException e) {
      return client.ids().size() + " engines, some of which do not answer";
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
