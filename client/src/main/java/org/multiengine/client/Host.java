package org.multiengine.client;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.multiengine.actors.EngineMain;
import org.multiengine.actors.EngineStarter;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.NodeRoles;
import org.multiengine.core.KernelError;
import org.multiengine.core.engine.StartupScript;

/**
 * Starts engine processes on this machine and watches them: their end is known as soon as the
 * operating system tells, and reported to the cluster.
 */
final class Host implements EngineStarter, AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final int UNSAFE_OPTION_SINCE = 23;

  private final ActorSystem<?> system;
  private final Recipe recipe;
  private final EngineLogs logs;
  private final List<EngineProcess> processes = new ArrayList<>();
  private int slots;
  private boolean closing;

  Host(ActorSystem<?> system, Recipe recipe, EngineLogs logs) {
    this.system = system;
    this.recipe = recipe;
    this.logs = logs;
  }

  /**
   * What the engine processes are made of.
   *
   * @param perProcess how many engines share a process; the last one may hold fewer
   * @param javaOptions options for their JVMs, after our own
   * @param classPath where their classes are
   * @param startup what their engines run first
   */
  record Recipe(
      int perProcess, List<String> javaOptions, String classPath, StartupScript startup) {}

  /** Starts processes that hold these engines; they join this node's cluster on their own. */
  void start(int engines) {
    plan(engines).forEach(this::start);
  }

  @Override
  public synchronized Map<String, Integer> plan(int engines) {
    Map<String, Integer> planned = new LinkedHashMap<>();
    for (int first = 0; first < engines; first += recipe.perProcess()) {
      planned.put(Integer.toString(slots++), Math.min(recipe.perProcess(), engines - first));
    }
    return planned;
  }

  @Override
  public synchronized void start(String slot, int engines) {
    if (closing) {
      throw new KernelError("the cluster is ending");
    }
    try {
      byte[] startup = recipe.startup().text().getBytes(StandardCharsets.UTF_8);
      EngineProcess process =
          EngineProcess.start(slot, command(slot, engines, startup.length), logs.open(slot));
      processes.add(process);
      process.onExit(how -> report(slot, how));
      process.send(startup);
    } catch (IOException e) {
      throw new KernelError("cannot start an engine process: " + e.getMessage(), e);
    }
  }

  private void report(String slot, String how) {
    if (!isClosing()) {
      Multiengine.get(system).slotExited(slot, how);
    }
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private List<String> command(String slot, int engines, int startupBytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(defaultOptions());
    if (recipe.classPath().equals(System.getProperty("java.class.path"))) {
      command.addAll(Installation.childOptions());
    }
    command.addAll(recipe.javaOptions());
    Address address = Cluster.get(system).selfMember().address();
    command.add("-Dakka.cluster.seed-nodes.0=" + address);
    command.add("-Dakka.remote.artery.canonical.hostname=" + address.getHost().get());
    String[] roles = {NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.slot(slot)};
    for (int i = 0; i < roles.length; i++) {
      command.add("-Dakka.cluster.roles." + i + "=" + roles[i]);
    }
    command.add("-Dmultiengine.engine.slot=" + slot);
    command.add("-Dmultiengine.engine.count=" + engines);
    command.add("-Dmultiengine.engine.startup.bytes=" + startupBytes);
    command.add("-Dmultiengine.engine.startup.name=" + recipe.startup().name());
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
    return processes().stream()
        .filter(process -> !process.isAlive())
        .map(process -> "\n    slot " + process.slot() + ": " + process.describeExit())
        .collect(Collectors.joining());
  }

  private synchronized List<EngineProcess> processes() {
    return List.copyOf(processes);
  }

  /** Returns the ids of the processes. */
  List<Long> pids() {
    return processes().stream().map(EngineProcess::pid).toList();
  }

  /** Ends all processes and waits until they have ended. */
  @Override
  public void close() {
    List<EngineProcess> all = stopStarting();
    all.forEach(EngineProcess::requestEnd);
    try {
      for (EngineProcess process : all) {
        process.awaitEnd(END_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<EngineProcess> stopStarting() {
    closing = true;
    return processes();
  }
}
