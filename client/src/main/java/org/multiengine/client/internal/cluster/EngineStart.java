package org.multiengine.client.internal.cluster;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.client.internal.process.StartProgress;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * The start of the engines of one host: waits until they take requests, or cannot. The limit counts
 * from the last progress, because a busy machine may make every step slow. Progress is an engine
 * that takes requests, a process that joins the cluster, or processor time that a process uses
 * before it joins.
 */
public final class EngineStart {

  /** A listener to the progress of a start. */
  public interface Listener {

    /** Receives the number of engines that take requests, whenever it changes. */
    void enginesReady(int ready);

    /**
     * Receives how many processes are at least so far, whenever one of the numbers changes.
     *
     * @param processes the processes that are to start
     * @param started those that run, or have run
     * @param joined those that have joined the cluster
     * @param ready those all of whose engines take requests
     */
    void phases(int processes, int started, int joined, int ready);
  }

  /** The interval at which progress is checked that comes without an event. */
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  private final EngineDirectory directory;
  private final Host host;
  private final String node;
  private final int engines;

  /**
   * Creates it.
   *
   * @param directory what is known of the cluster's engines
   * @param host the host
   * @param node the host's address, the slot of engines in its JVM
   * @param engines how many engines are to start
   */
  public EngineStart(EngineDirectory directory, Host host, String node, int engines) {
    this.directory = directory;
    this.host = host;
    this.node = node;
    this.engines = engines;
  }

  /**
   * Waits until all engines take requests.
   *
   * @param limit how long the start may make no progress
   * @param listener receives the progress
   * @throws KernelError if one cannot start, or the limit passes; says how far the start was
   */
  public void await(Duration limit, Listener listener) throws InterruptedException {
    var changes = new Semaphore(0);
    Runnable end = directory.onUpdate(changes::release);
    host.onExit(changes::release);
    try {
      await(changes, limit, listener);
    } finally {
      end.run();
    }
  }

  private void await(Semaphore changes, Duration limit, Listener listener)
      throws InterruptedException {
    var reported = new ReportedStart(listener);
    var last = new StartProgress(0, Collections.emptySortedMap(), System.nanoTime());
    while (true) {
      int ready = ready();
      reported.now(ready, host.starts().phases());
      if (ready >= engines) {
        return;
      }
      String failures = failures();
      if (!failures.isEmpty()) {
        throw new KernelError("the cluster did not start; " + describe(ready) + failures);
      }
      var now = new StartProgress(ready, host.starts().starting(), System.nanoTime());
      if (now.isFurtherThan(last)) {
        last = now;
      }
      if (now.nanos() - last.nanos() >= limit.toNanos()) {
        throw new KernelError(
            "only "
                + describe(ready)
                + ", and the start made no progress for "
                + text(limit)
                + now.describe());
      }
      if (changes.tryAcquire(pause(limit).toNanos(), TimeUnit.NANOSECONDS)) {
        changes.drainPermits();
      }
    }
  }

  private static Duration pause(Duration limit) {
    return limit.compareTo(CHECK_INTERVAL) < 0 ? limit : CHECK_INTERVAL;
  }

  private static String text(Duration limit) {
    return limit.toSeconds() + " s";
  }

  private String describe(int ready) {
    return ready + " of " + engines + " engines took requests";
  }

  /** Returns how many engines of the host take requests. */
  private int ready() {
    SortedSet<EngineId> ids = directory.ids();
    Set<String> slots = ownSlots();
    return (int)
        directory.slots().entrySet().stream()
            .filter(engine -> slots.contains(engine.getValue()) && ids.contains(engine.getKey()))
            .count();
  }

  private Set<String> ownSlots() {
    Set<String> slots = new HashSet<>(host.slots());
    slots.add(node);
    return slots;
  }

  /** Returns how processes have ended and why engines could not start; empty if all is well. */
  private String failures() {
    String exits = host.describeExits();
    if (!exits.isEmpty()) {
      return exits;
    }
    Set<String> own = ownSlots();
    Map<EngineId, String> slots = directory.slots();
    return directory.lost().entrySet().stream()
        .filter(lost -> own.contains(slots.get(lost.getKey())))
        .map(lost -> "\n    engine " + lost.getKey() + ": " + lost.getValue())
        .collect(Collectors.joining());
  }
}
