package org.multiengine.client.internal.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.process.EngineMain;
import org.multiengine.actors.internal.registrar.EngineStarter;
import org.multiengine.client.internal.life.RepeatedTask;
import org.multiengine.client.internal.process.EngineLogs;
import org.multiengine.client.internal.process.EngineMix;
import org.multiengine.client.internal.process.EngineProcess;
import org.multiengine.client.internal.process.EngineProcesses;
import org.multiengine.client.internal.process.EngineRecipe;
import org.multiengine.client.internal.process.ProcessFactory;
import org.multiengine.client.internal.process.ProcessStarts;
import org.multiengine.client.internal.process.ProgressReports;
import org.multiengine.client.internal.process.RestartRule;
import org.multiengine.client.internal.process.SlotEnds;
import org.multiengine.client.internal.process.SlotPlan;
import org.multiengine.client.internal.process.StartWaves;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine processes of this machine: starts them, and reports their ends to the cluster as soon
 * as the operating system does. A process that ended by itself is restarted as {@link RestartRule}
 * allows, and its engines keep their ids; a process whose engines were all removed is not.
 */
public final class Host implements EngineStarter, AutoCloseable {

  /** How long a process may take to end; longer than the process itself waits. */
  private static final Duration PROCESS_END_LIMIT = EngineMain.END_LIMIT.plusSeconds(2);

  private static final Duration RENEWAL_CHECK_INTERVAL = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  private final ActorSystem<?> system;
  private final EngineLogs logs;
  private final Duration minWait;
  private final SlotPlan plan;
  private final EngineProcesses processes = new EngineProcesses();
  private final ProcessFactory factory;
  private final SlotEnds ends;
  private final ProcessStarts starts;
  private boolean closing;
  private volatile Runnable exitListener = () -> {};

  /**
   * Creates a host without processes.
   *
   * @param system the host's node
   * @param recipe what engine processes are made of
   * @param logs the files for their output
   * @param slotPrefix the prefix of its slots' names, which no other host has
   * @param door the door through which clients reach the processes
   */
  public Host(
      ActorSystem<?> system,
      EngineRecipe recipe,
      EngineLogs logs,
      String slotPrefix,
      HostDoor door) {
    this.system = system;
    this.logs = logs;
    int maxEngines = system.settings().config().getInt("multiengine.registry.max-engines");
    this.plan = new SlotPlan(slotPrefix, recipe.perProcess(), maxEngines);
    var limits =
        RestartRule.Limits.of(system.settings().config().getConfig("multiengine.host.restart"));
    this.minWait = limits.minWait();
    this.ends = new SlotEnds(limits);
    this.starts = new ProcessStarts(system, processes::all, this::startNow);
    Address own = Cluster.get(system).selfMember().address();
    this.factory =
        new ProcessFactory(
            recipe,
            logs,
            new ProcessFactory.Surroundings(own, door.sockets(), door.address()),
            plan::optionsOf,
            processes);
  }

  /**
   * Has this host judge which nodes are available, report which processes are stuck, and start
   * processes that wait when those before them make no progress.
   */
  public void judgePeers() {
    ClusterAdmin.get(system).judgePeers(new LocalPeers(system, this));
    starts.begin();
    keepRunning(RepeatedTask.of("the start of engine processes", starts::check));
    keepRunning(
        RepeatedTask.of(
            "the report of stuck processes", new ProgressReports(system, processes::all)));
  }

  /** Returns the process of a node if it is a child of this host. */
  Optional<ProcessHandle> processOf(Member member) {
    return processes.of(member);
  }

  /** Returns the starts of processes. */
  ProcessStarts starts() {
    return starts;
  }

  /**
   * Has processes for engines started, not all at once; the processes then join the cluster by
   * themselves.
   */
  public void start(int engines) {
    EngineMix mix = EngineMix.parse(system.settings().config().getString(EngineMix.SETTING));
    (mix.counts().isEmpty() ? plan(engines) : plan.plan(mix)).forEach(this::start);
  }

  @Override
  public Map<String, Integer> plan(int engines) {
    return plan.plan(engines);
  }

  /** Has a process started. A failure is reported like the end of the process. */
  @Override
  public void start(String slot, int engines) {
    starts.add(slot, engines);
  }

  private void startNow(StartWaves.Start start) {
    if (isClosing()) {
      return;
    }
    try {
      startProcess(start.slot(), start.engines());
    } catch (KernelError error) {
      starts.ended(start.slot());
      cannotStart(start.slot(), error.errorMessage());
    }
  }

  private void startProcess(String slot, int engines) {
    try {
      EngineProcess process = newProcess(slot, engines);
      process.onExit(() -> ended(process));
      factory.feed(process);
    } catch (IOException e) {
      throw new KernelError("cannot start an engine process: " + e.getMessage(), e);
    }
  }

  private synchronized EngineProcess newProcess(String slot, int engines) throws IOException {
    if (closing) {
      throw new KernelError("the cluster is ending");
    }
    return factory.start(slot, engines);
  }

  /** Begins to renew the credentials of processes, and to forget processes that are removed. */
  public void keepCredentials() {
    Runnable check =
        RepeatedTask.of(
            "the check of engine processes",
            () -> {
              factory.renewCredentials(isClosing() ? List.of() : processes.all());
              forgetGivenUp();
            });
    keepRunning(check);
  }

  private void keepRunning(Runnable check) {
    later(
        RENEWAL_CHECK_INTERVAL,
        () -> {
          check.run();
          if (!isClosing()) {
            keepRunning(check);
          }
        });
  }

  private void ended(EngineProcess process) {
    String slot = process.slot();
    starts.ended(slot);
    Optional<Duration> wait = restartWait(slot);
    String how = process.describeExit(wait.isPresent() ? "" : whyNot(slot));
    report(slot, how, wait);
  }

  private synchronized Optional<Duration> restartWait(String slot) {
    return ends.restartWait(slot, System.nanoTime());
  }

  private synchronized String whyNot(String slot) {
    return ends.whyNot(slot);
  }

  private void report(String slot, String how, Optional<Duration> wait) {
    if (recordExit(slot, how)) {
      exitListener.run();
      // A report that came after the restart would end the next process.
      var unused =
          ClusterAdmin.get(system)
              .slotExited(slot, how, factory.begunIn(slot))
              .thenRun(() -> wait.ifPresent(delay -> later(delay, () -> restart(slot))));
    }
  }

  /** Records how a process has ended; returns whether the end must be reported. */
  private synchronized boolean recordExit(String slot, String how) {
    if (!closing) {
      ends.record(slot, how);
    }
    return !closing;
  }

  private void later(Duration wait, Runnable action) {
    var unused =
        system
            .scheduler()
            .scheduleOnce(wait, action, system.dispatchers().lookup(DispatcherSelector.blocking()));
  }

  /** Restarts a process with the engines that have not been removed; not if all of them were. */
  private void restart(String slot) {
    if (isClosing()) {
      return;
    }
    try {
      int engines =
          ClusterAdmin.get(system).enginesOf(slot, ANSWER_LIMIT).toCompletableFuture().join();
      if (engines > 0) {
        LOG.info("slot {} is restarted", slot);
        start(slot, engines);
      } else {
        forget(slot);
      }
    } catch (CompletionException noAnswer) {
      LOG.warn("slot {}: the number of its engines is not known yet", slot, noAnswer);
      later(minWait, () -> restart(slot));
    }
  }

  /** Forgets a slot whose engines were all removed, so that nothing is kept for it. */
  private synchronized void forget(String slot) {
    if (processes.forget(slot)) {
      ends.forget(slot);
      starts.forget(slot);
    }
  }

  /** Forgets the slots whose lost engines were given up: no process of theirs will start. */
  private void forgetGivenUp() {
    Set<String> registered = Set.copyOf(Multiengine.get(system).directory().slots().values());
    synchronized (this) {
      ends.givenUp(registered).forEach(this::forget);
    }
  }

  private void cannotStart(String slot, String why) {
    Optional<Duration> wait = restartWait(slot);
    String how = wait.isPresent() ? why : why + "; " + whyNot(slot);
    report(slot, how, wait);
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  /** Sets an action to be run whenever a process has ended by itself. */
  void onExit(Runnable action) {
    exitListener = action;
  }

  /** Returns how processes have ended, including restarted ones; empty if none has. */
  public synchronized String describeExits() {
    return ends.describe();
  }

  /** Returns the slots for which processes have been started. */
  public Set<String> slots() {
    return processes.slots();
  }

  /** Returns the ids of the latest process of each slot. */
  public List<Long> pids() {
    return processes.all().stream().map(EngineProcess::pid).toList();
  }

  /**
   * Ends all processes and waits until they have ended. A second call waits again.
   *
   * @throws KernelError if this thread is interrupted while it waits
   */
  @Override
  public void close() {
    List<EngineProcess> all = stopStarting();
    all.forEach(EngineProcess::requestEnd);
    try {
      for (EngineProcess process : all) {
        process.awaitEnd(PROCESS_END_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted while waiting for engine processes to end", e);
    } finally {
      logs.close();
    }
  }

  /** Stops starting and restarting processes; returns those there are. */
  public synchronized List<EngineProcess> stopStarting() {
    closing = true;
    starts.close();
    return processes.all();
  }
}
