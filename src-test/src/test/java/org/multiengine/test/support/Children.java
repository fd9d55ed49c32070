package org.multiengine.test.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Programs that tests run in JVMs of their own. */
public final class Children {

  /** How long a test waits for what must come, however busy the machine is. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Children() {}

  /** Returns a program to be started, with this JVM's class path. */
  public static ProcessBuilder java(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(Clusters.QUICK, "-XX:+UseSerialGC")); // as the start script
    command.addAll(quietOptions());
    command.addAll(ClassArchive.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Returns the options by which newer JDKs do not warn of Akka and JLine on standard error. */
  private static List<String> quietOptions() {
    int version = Runtime.version().feature();
    List<String> options = new ArrayList<>();
    if (version >= 23) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (version >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  /** Waits for the end of a program and returns its exit status. */
  public static int awaitExit(Process process) throws InterruptedException {
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** Waits until none of the processes is alive. */
  public static void awaitGone(List<Long> pids) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(pids).noneMatch(Children::isAlive));
  }

  public static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  public static void kill(long pid) throws IOException {
    ProcessHandle process =
        ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process " + pid));
    process.destroyForcibly();
  }

  /**
   * Sends a signal such as {@code CONT} or {@code STOP}. After {@code STOP}, waits until every
   * thread has stopped.
   */
  public static void signal(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
    if (name.equals("STOP")) {
      Awaitility.await().atMost(LIMIT).until(() -> isStopped(pid));
    }
  }

  private static boolean isStopped(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        String status = Files.readString(thread.resolve("stat"));
        if (!status.substring(status.lastIndexOf(')')).startsWith(") T")) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Stops a process for some time. The process continues even if this program has ended.
   *
   * @return the process that continues it, and ends then
   */
  public static Process pause(long pid, Duration length) throws IOException, InterruptedException {
    signal("STOP", pid);
    double seconds = length.toMillis() / 1000.0;
    String script = String.format(Locale.ROOT, "sleep %.3f; kill -CONT %d", seconds, pid);
    return new ProcessBuilder("sh", "-c", script).start();
  }
}
