package org.multiengine.actors.internal.membership;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.event.EventStream;
import akka.remote.PhiAccrualFailureDetector;
import com.typesafe.config.Config;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Akka's failure detector with evidence of other nodes in addition to their heartbeats. A host is
 * notified of the ends of its engine processes, and it can read whether a process whose heartbeats
 * are late is alive and gets processor time. Heartbeats alone cannot distinguish a process that is
 * lost from one that waits for a busy processor. A node that was declared down is removed, and its
 * successor can join, only once it is also unreachable.
 *
 * <p>Akka creates a detector for each node that is watched. Safe for use by several threads.
 */
public final class InformedFailureDetector extends PhiAccrualFailureDetector {

  /** Far more than the nodes that end before they are removed. */
  static final int MAX_REMEMBERED_ENDS = 1_000;

  private static final Map<String, Long> ENDS = new LinkedHashMap<>();

  /** The judges of actor systems, by their event streams. */
  private static final Map<EventStream, PeerJudge> JUDGES =
      Collections.synchronizedMap(new HashMap<>());

  private final EventStream events;
  private final long created = System.nanoTime();

  /** Creates a detector; called by Akka, which finds the class in the configuration. */
  public InformedFailureDetector(Config config, EventStream events) {
    super(config, events);
    this.events = events;
  }

  /** Has a judge decide which nodes are available to an actor system. */
  public static void judge(ActorSystem<?> system, PeerJudge judge) {
    EventStream events = Adapter.toClassic(system).eventStream();
    JUDGES.put(events, judge);
    // The judge refers to the system, so that its entry would never be collected.
    var unused = system.getWhenTerminated().thenRun(() -> JUDGES.remove(events));
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
    if (hasEnded()) {
      return false;
    }
    boolean heartbeats = super.isAvailable();
    PeerJudge judge = JUDGES.get(events);
    return judge == null ? heartbeats : judge.isAvailable(address(), heartbeats);
  }
}
