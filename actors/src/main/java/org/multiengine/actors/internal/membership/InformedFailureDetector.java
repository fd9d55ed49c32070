package org.multiengine.actors.internal.membership;

import akka.event.EventStream;
import akka.remote.PhiAccrualFailureDetector;
import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Akka's failure detector with reports that a node's process has ended. A host knows the ends of
 * its engine processes for certain, whereas the detector has to tolerate pauses. A node that was
 * declared down is removed, and its successor can join, only once it is also unreachable.
 *
 * <p>Akka creates a detector for each node that is watched. Safe for use by several threads.
 */
public final class InformedFailureDetector extends PhiAccrualFailureDetector {

  /** Far more than the nodes that end before they are removed. */
  static final int MAX_REMEMBERED_ENDS = 1_000;

  private static final Map<String, Long> ENDS = new LinkedHashMap<>();

  private final long created = System.nanoTime();

  /** Creates a detector; called by Akka, which finds the class in the configuration. */
  public InformedFailureDetector(Config config, EventStream events) {
    super(config, events);
  }

  /** Reports to the detectors of this JVM that the process of a node has ended. */
  public static void ended(String address) {
    synchronized (ENDS) {
      ENDS.remove(address);
      ENDS.put(address, System.nanoTime());
      if (ENDS.size() > MAX_REMEMBERED_ENDS) {
        ENDS.remove(ENDS.keySet().iterator().next());
      }
    }
  }

  /**
   * Returns whether the watched node has ended. An end before the creation of this detector was
   * that of an earlier node at the same address.
   */
  private boolean hasEnded() {
    synchronized (ENDS) {
      Long end = ENDS.get(address());
      return end != null && end - created > 0;
    }
  }

  @Override
  public boolean isAvailable() {
    return !hasEnded() && super.isAvailable();
  }
}
