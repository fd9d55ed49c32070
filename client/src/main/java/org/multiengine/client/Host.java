package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.multiengine.actors.EngineMain;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.NodeRoles;
import org.multiengine.core.KernelError;

/**
 * Starts engine processes on this machine and watches them: their end is known as soon as the
 * operating system tells, and reported to the cluster.
 */
final class Host implements AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final int UNSAFE_OPTION_SINCE = 23;

  private final ActorSystem<?> system;
  private final List<EngineProcess> processes = new ArrayList<>();
  private volatile boolean closing;

  Host(ActorSystem<?> system) {
    this.system = system;
  }

  /**
   * Starts processes of one engine each; they join this node's cluster on their own.
   *
   * @param javaOptions options for their JVMs, after our own
   * @param classPath where their classes are
   */
  void start(int count, List<String> javaOptions, String classPath) {
    for (int i = 0; i < count; i++) {
      start(Integer.toString(i), javaOptions, classPath);
    }
  }

  private void start(String slot, List<String> javaOptions, String classPath) {
    try {
      EngineProcess process = EngineProcess.start(slot, command(slot, javaOptions, classPath));
      processes.add(process);
      process.onExit(how -> report(slot, how));
    } catch (IOException e) {
      throw new KernelError("cannot start an engine process: " + e.getMessage(), e);
    }
  }

  private void report(String slot, String how) {
    if (!closing) {
      Multiengine.get(system).slotExited(slot, how);
    }
  }

  private List<String> command(String slot, List<String> javaOptions, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(defaultOptions());
    command.addAll(javaOptions);
    command.add("-Dakka.cluster.seed-nodes.0=" + Cluster.get(system).selfMember().address());
    String[] roles = {NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.slot(slot)};
    for (int i = 0; i < roles.length; i++) {
      command.add("-Dakka.cluster.roles." + i + "=" + roles[i]);
    }
    command.add("-Dmultiengine.engine.slot=" + slot);
    command.add("-cp");
    command.add(classPath);
    command.add(EngineMain.class.getName());
    return command;
  }

  /**
   * The serial collector suits processes that evaluate on one thread and share few cores. An engine
   * out of memory ends at once instead of limping on.
   */
  private static List<String> defaultOptions() {
    List<String> options = new ArrayList<>();
    options.add("-XX:+UseSerialGC");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism());
    if (Runtime.version().feature() >= UNSAFE_OPTION_SINCE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** With a parallelism of 1, JDKs before 25 start a thread for every asynchronous callback. */
  private static int parallelism() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /** Returns how those processes ended that have; empty if all run. */
  String describeExits() {
    return processes.stream()
        .filter(process -> !process.isAlive())
        .map(process -> "\n    slot " + process.slot() + ": " + process.describeExit())
        .collect(Collectors.joining());
  }

  /** Returns the ids of the processes. */
  List<Long> pids() {
    return processes.stream().map(EngineProcess::pid).toList();
  }

  /** Ends all processes and waits until they have ended. */
  @Override
  public void close() {
    closing = true;
    processes.forEach(EngineProcess::requestEnd);
    try {
      for (EngineProcess process : processes) {
        process.awaitEnd(END_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
