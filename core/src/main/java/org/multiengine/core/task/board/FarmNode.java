package org.multiengine.core.task.board;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;

/** A node as the client's process sees it: its engines, and the attempts that are there. */
final class FarmNode<N, W> {

  /** The tolerance of sums of parts. */
  private static final double ROUNDING = 1e-9;

  private final N id;
  private final long number;
  private NodeTraits traits;
  private final Set<EngineLife> engines = new LinkedHashSet<>();
  private final Map<AttemptId, Attempt<N, W>> attempts = new LinkedHashMap<>();
  private final Map<String, Double> usedResources = new HashMap<>();

  /** The load of each engine by attempts that only some engines of the node may run. */
  private final Map<EngineLife, Double> pinned = new HashMap<>();

  /** The last grant; null as long as the node has sent none. */
  private @Nullable NodeGrant grant;

  /** The number of idle engines by the last grant, less the attempts sent since. */
  private int reportedIdle;

  private long bytes;
  private int notBegun;

  /** The order of the node among those with room; changed by {@link FarmNodes} only. */
  double load;

  long served;

  /** Whether the node was notified last that tasks wait at the client. */
  boolean knowsMore;

  FarmNode(N id, long number, NodeTraits traits) {
    this.id = id;
    this.number = number;
    this.traits = traits;
  }

  N id() {
    return id;
  }

  /** Returns the number of the node, by which nodes of equal load are ordered. */
  long number() {
    return number;
  }

  NodeTraits traits() {
    return traits;
  }

  Set<EngineLife> engines() {
    return engines;
  }

  Collection<Attempt<N, W>> attempts() {
    return attempts.values();
  }

  @Nullable Attempt<N, W> attempt(AttemptId attempt) {
    return attempts.get(attempt);
  }

  void join(EngineLife engine, NodeTraits of) {
    engines.add(engine);
    traits = of;
  }

  void leave(EngineLife engine) {
    engines.remove(engine);
    pinned.remove(engine);
  }

  void grant(NodeGrant now) {
    grant = now;
    reportedIdle = now.idle();
  }

  /** Returns how many attempts may be here: one for each engine until the node grants others. */
  int window() {
    return grant == null ? engines.size() : grant.window();
  }

  /** Returns how many engines other work holds. */
  int busyElsewhere() {
    return grant == null ? 0 : Math.min(grant.busyElsewhere(), engines.size());
  }

  /** Returns how many clients have tasks here. */
  int clients() {
    return grant == null ? 1 : grant.clients();
  }

  int open() {
    return attempts.size();
  }

  /** Returns the number of attempts here that have not begun. */
  int notBegun() {
    return notBegun;
  }

  boolean hasRoom() {
    return !engines.isEmpty() && attempts.size() < window();
  }

  /**
   * Returns how many engines have nothing to do, as far as is known. These may be more than those
   * that are left over, because some attempts here cannot use them.
   */
  int idle() {
    return hasRoom()
        ? Math.max(reportedIdle, engines.size() - busyElsewhere() - attempts.size())
        : 0;
  }

  /** Returns whether attempts wait here for an engine. */
  boolean hasBacklog() {
    return notBegun > 0 && attempts.size() > engines.size() - busyElsewhere();
  }

  /** Returns the number of attempts and other work for each engine. */
  double currentLoad() {
    return engines.isEmpty()
        ? Double.MAX_VALUE
        : reportedIdle > 0
            ? (double) (engines.size() - reportedIdle) / engines.size()
            : (double) (attempts.size() + busyElsewhere()) / engines.size();
  }

  /** Returns whether there is room for a task that some of the engines may run. */
  boolean hasRoomFor(OpenTask<N, W> task, Set<EngineLife> fitting, long maxBytes) {
    return hasRoom()
        && (bytes == 0 || bytes + task.bytes() <= maxBytes)
        && hasResourcesFor(task)
        && (fitting.size() == engines.size() || hasShareFor(fitting));
  }

  private boolean hasResourcesFor(OpenTask<N, W> task) {
    Map<String, Double> needed = task.options().needs().resources();
    return needed.isEmpty()
        || needed.entrySet().stream()
            .allMatch(
                need ->
                    usedResources.getOrDefault(need.getKey(), 0.0) + need.getValue()
                        <= traits.amount(need.getKey()) + ROUNDING);
  }

  /** Returns whether tasks for some of the engines leave enough of the window to the others. */
  private boolean hasShareFor(Set<EngineLife> fitting) {
    double sum = fitting.stream().mapToDouble(engine -> pinned.getOrDefault(engine, 0.0)).sum();
    double share = (double) window() * fitting.size() / engines.size();
    return sum + ROUNDING < share;
  }

  void add(Attempt<N, W> attempt) {
    attempts.put(attempt.id, attempt);
    bytes += attempt.task.bytes();
    notBegun++;
    reportedIdle = Math.max(0, reportedIdle - 1);
    count(attempt, 1);
  }

  void begin(Attempt<N, W> attempt, EngineLife engine, long now) {
    attempt.begin(engine, now);
    notBegun--;
  }

  /** Takes out an attempt; returns whether it was here. */
  boolean remove(Attempt<N, W> attempt) {
    if (attempts.remove(attempt.id) == null) {
      return false;
    }
    bytes -= attempt.task.bytes();
    notBegun -= attempt.hasBegun ? 0 : 1;
    count(attempt, -1);
    return true;
  }

  private void count(Attempt<N, W> attempt, int sign) {
    attempt
        .task
        .options()
        .needs()
        .resources()
        .forEach((resource, amount) -> addTo(usedResources, resource, sign * amount));
    double part = attempt.engines.isEmpty() ? 0 : (double) sign / attempt.engines.size();
    attempt.engines.forEach(engine -> addTo(pinned, engine, part));
  }

  private static <K> void addTo(Map<K, Double> sums, K key, double amount) {
    double sum = sums.getOrDefault(key, 0.0) + amount;
    if (sum > ROUNDING) {
      sums.put(key, sum);
    } else {
      sums.remove(key);
    }
  }
}
