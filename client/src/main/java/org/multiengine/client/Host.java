package org.multiengine.client;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.typed.Cluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.multiengine.actors.EngineMain;
import org.multiengine.actors.EngineStarter;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.NodeRoles;
import org.multiengine.core.KernelError;
import org.multiengine.core.engine.StartupScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts engine processes on this machine and watches them: their end is known as soon as the
 * operating system tells, and reported to the cluster. One that ended by itself is started again,
 * as {@link RestartRule} says; its engines come back under their ids. One whose engines were all
 * removed is not.
 */
final class Host implements EngineStarter, AutoCloseable {

  private static final Duration END_LIMIT = Duration.ofSeconds(5);
  private static final Duration ASK_LIMIT = Duration.ofSeconds(5);
  private static final int UNSAFE_OPTION_SINCE = 23;
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  private final ActorSystem<?> system;
  private final Recipe recipe;
  private final EngineLogs logs;
  private final RestartRule.Limits limits;

  /** The latest process of each slot, in the order of the slots. */
  private final Map<String, EngineProcess> processes = new LinkedHashMap<>();

  /** How processes have ended, by slot: the latest end of each. */
  private final Map<String, String> exits = new LinkedHashMap<>();

  private final Map<String, RestartRule> rules = new HashMap<>();
  private int slots;
  private boolean closing;

  Host(ActorSystem<?> system, Recipe recipe, EngineLogs logs) {
    this.system = system;
    this.recipe = recipe;
    this.logs = logs;
    this.limits =
        RestartRule.Limits.of(system.settings().config().getConfig("multiengine.host.restart"));
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
      processes.put(slot, process);
      process.onExit(() -> ended(process));
      process.send(startup);
    } catch (IOException e) {
      throw new KernelError("cannot start an engine process: " + e.getMessage(), e);
    }
  }

  private void ended(EngineProcess process) {
    String slot = process.slot();
    Optional<Duration> wait = restartWait(slot);
    String how = process.describeExit(wait.isPresent() ? "" : whyNot(slot));
    report(slot, how, wait);
  }

  private synchronized Optional<Duration> restartWait(String slot) {
    return rules.computeIfAbsent(slot, first -> new RestartRule(limits)).ended(System.nanoTime());
  }

  private synchronized String whyNot(String slot) {
    return rules.getOrDefault(slot, new RestartRule(limits)).whyNot();
  }

  private void report(String slot, String how, Optional<Duration> wait) {
    if (takeNote(slot, how)) {
      Multiengine.get(system).slotExited(slot, how);
      wait.ifPresent(length -> later(length, () -> restart(slot)));
    }
  }

  /** Returns whether the end is one that matters. */
  private synchronized boolean takeNote(String slot, String how) {
    if (!closing) {
      exits.put(slot, how);
    }
    return !closing;
  }

  private void later(Duration wait, Runnable action) {
    var unused =
        system
            .scheduler()
            .scheduleOnce(wait, action, system.dispatchers().lookup(DispatcherSelector.blocking()));
  }

  /** Engines may have been removed since the process was started, or all of them. */
  private void restart(String slot) {
    if (isClosing()) {
      return;
    }
    try {
      int engines = Multiengine.get(system).enginesOf(slot, ASK_LIMIT).toCompletableFuture().join();
      if (engines > 0) {
        restart(slot, engines);
      } else {
        forget(slot);
      }
    } catch (CompletionException noAnswer) {
      LOG.warn("slot {}: cannot learn yet how many engines it has", slot, noAnswer);
      later(limits.minWait(), () -> restart(slot));
    }
  }

  private void restart(String slot, int engines) {
    try {
      start(slot, engines);
      LOG.info("slot {} is started again", slot);
    } catch (KernelError error) {
      cannotRestart(slot, error.errorMessage());
    }
  }

  private synchronized void forget(String slot) {
    rules.remove(slot);
  }

  private void cannotRestart(String slot, String why) {
    Optional<Duration> wait = restartWait(slot);
    String how = wait.isPresent() ? why : why + "; " + whyNot(slot);
    report(slot, how, wait);
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

  /** Returns how processes have ended, those included that were started again; empty if none. */
  synchronized String describeExits() {
    return exits.entrySet().stream()
        .map(exit -> "\n    slot " + exit.getKey() + ": " + exit.getValue())
        .collect(Collectors.joining());
  }

  private synchronized List<EngineProcess> processes() {
    return List.copyOf(processes.values());
  }

  /** Returns the ids of the processes, of each slot the latest. */
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
