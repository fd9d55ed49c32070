package org.multiengine.actors.internal.membership;

import akka.event.EventStream;
import akka.remote.PhiAccrualFailureDetector;
import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Akka's failure detector, which can be told that a node's process has ended. A host knows that of
 * its engine processes for certain, while the detector has to be patient with pauses; and a node
 * that is declared down is removed, and its successor takes its place, only when it is found
 * unreachable, too.
 *
 * <p>Akka makes one for each node that is watched. Safe for use by several threads.
 */
public final class InformedFailureDetector extends PhiAccrualFailureDetector {

  /** How many ends are remembered: far more than nodes that end before they are removed. */
  static final int LIMIT = 1_000;

  private static final Map<String, Long> ENDS = new LinkedHashMap<>();

  private final long made = System.nanoTime();

  /** Made by Akka, by its name in the configuration. */
  public InformedFailureDetector(Config config, EventStream events) {
    super(config, events);
  }

  /** Tells the detectors of this JVM that the process of a node has ended. */
  public static void ended(String address) {
    synchronized (ENDS) {
      ENDS.remove(address);
      ENDS.put(address, System.nanoTime());
      if (ENDS.size() > LIMIT) {
        ENDS.remove(ENDS.keySet().iterator().next());
      }
    }
  }

  /** A later node at the same address has a detector of its own. */
  private boolean hasEnded() {
    synchronized (ENDS) {
      Long end = ENDS.get(address());
      return end != null && end - made > 0;
    }
  }

  @Override
  public boolean isAvailable() {
    return !hasEnded() && super.isAvailable();
  }
}
