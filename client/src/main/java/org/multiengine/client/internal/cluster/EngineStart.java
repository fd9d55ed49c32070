package org.multiengine.client.internal.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/** The start of the engines of one host: waits until they take requests, or cannot. */
public final class EngineStart {

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
   * @param progress is given the number of engines that do, whenever it changes
   * @throws KernelError if one cannot start, or the limit passes; says how far the start was
   */
  public void await(Duration limit, IntConsumer progress) throws InterruptedException {
    var changes = new Semaphore(0);
    Runnable end = directory.onUpdate(changes::release);
    host.onExit(changes::release);
    try {
      await(changes, System.nanoTime() + limit.toNanos(), limit, progress);
    } finally {
      end.run();
    }
  }

  private void await(Semaphore changes, long deadline, Duration limit, IntConsumer progress)
      throws InterruptedException {
    int reported = 0;
    while (true) {
      int ready = ready();
      if (ready != reported) {
        progress.accept(ready);
        reported = ready;
      }
      if (ready >= engines) {
        return;
      }
      String failures = failures();
      if (!failures.isEmpty()) {
        throw new KernelError("the cluster did not start; " + describe(ready) + failures);
      }
      if (!changes.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new KernelError("only " + describe(ready) + " within " + limit.toSeconds() + " s");
      }
      changes.drainPermits();
    }
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
