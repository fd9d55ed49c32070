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
   * What the engine processes are made of.
   *
   * @param javaOptions options for their JVMs, after our own
   * @param classPath where their classes are
   */
  record Recipe(List<String> javaOptions, String classPath) {}

  /**
   * Starts processes that hold these engines; they join this node's cluster on their own.
   *
   * @param engines how many engines
   * @param perProcess how many of them share a process; the last one may hold fewer
   * @param recipe what the processes are made of
   */
  void start(int engines, int perProcess, Recipe recipe) {
    for (int first = 0; first < engines; first += perProcess) {
      String slot = Integer.toString(processes.size());
      startProcess(slot, Math.min(perProcess, engines - first), recipe);
    }
  }

  private void startProcess(String slot, int engines, Recipe recipe) {
    try {
      EngineProcess process = EngineProcess.start(slot, command(slot, engines, recipe));
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

  private List<String> command(String slot, int engines, Recipe recipe) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(defaultOptions());
    command.addAll(recipe.javaOptions());
    command.add("-Dakka.cluster.seed-nodes.0=" + Cluster.get(system).selfMember().address());
    String[] roles = {NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.slot(slot)};
    for (int i = 0; i < roles.length; i++) {
      command.add("-Dakka.cluster.roles." + i + "=" + roles[i]);
    }
    command.add("-Dmultiengine.engine.slot=" + slot);
    command.add("-Dmultiengine.engine.count=" + engines);
    command.add("-cp");
    command.add(recipe.classPath());
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
