package org.multiengine.test.cluster.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.multiengine.client.MultiEngineClient;

/**
 * A program that connects to a cluster and closes its client, many times. It prints a line with
 * what it uses before, and one with what it uses afterwards.
 */
final class ConnectingProgram {

  /** The calls before the first measurement; classes are loaded and threads are started. */
  static final int WARM_UP = 50;

  private static final int LARGE = 500_000;

  /** One of so many clients moves a large value, for which memory is shared. */
  private static final int LARGE_EVERY = 20;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * What a process uses.
   *
   * @param threads the number of its threads
   * @param files the number of its open files
   * @param classes the number of its classes
   * @param metaspace the kilobytes of its classes
   * @param heap the kilobytes of its objects
   */
  record Use(long threads, long files, long classes, long metaspace, long heap) {

    static Use now() throws IOException {
      System.gc();
      return new Use(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          entries(Path.of("/proc/self/fd")),
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          metaspaceKilobytes(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024);
    }

    private static long metaspaceKilobytes() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getName().equals("Metaspace"))
              .mapToLong(pool -> pool.getUsage().getUsed())
              .sum()
          / 1024;
    }

    /** Returns whether this is about as much as before. */
    boolean isLike(Use before) {
      return threads <= before.threads + 2
          && files <= before.files + 2
          && classes <= before.classes + 200
          && metaspace <= before.metaspace + 2_000
          && heap <= before.heap + 8_000;
    }

    static Use parse(String line) {
      long[] values = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
      return new Use(values[0], values[1], values[2], values[3], values[4]);
    }

    String line() {
      return threads + " " + files + " " + classes + " " + metaspace + " " + heap;
    }
  }

  private ConnectingProgram() {}

  static long entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  /** Runs the program; its arguments are the connection file and how often it connects. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    connect(file, WARM_UP);
    Use before = Use.now();
    System.out.println(before.line());
    System.out.println(connect(file, Integer.parseInt(args[1])));
    System.out.println(afterwards(before).line());
  }

  /** Returns what is used when it is about as much as before, or at the end of the patience. */
  private static Use afterwards(Use before) throws IOException {
    try {
      Awaitility.await().atMost(LIMIT).until(() -> Use.now().isLike(before));
    } catch (ConditionTimeoutException tooMuch) {
      System.err.println(tooMuch.getMessage());
      Thread.getAllStackTraces().keySet().forEach(System.err::println);
    }
    return Use.now();
  }

  /** Connects some times; returns the median of the times, in microseconds. */
  private static long connect(Path file, int times) {
    List<Long> all = new ArrayList<>();
    double[] large = new double[LARGE];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      try (MultiEngineClient mec = MultiEngineClient.connect(file)) {
        all.add((System.nanoTime() - start) / 1_000);
        mec.execute("a = 1");
        if (i % LARGE_EVERY == 0) {
          mec.engines(0).push(Map.of("large", large));
          mec.engines(0).pull("large");
        }
      }
    }
    Collections.sort(all);
    return all.get(all.size() / 2);
  }
}
