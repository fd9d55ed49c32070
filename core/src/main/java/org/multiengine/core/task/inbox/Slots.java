package org.multiengine.core.task.inbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskOrder;

/** The engines of a node with the work that holds them, and the resources in use. */
final class Slots<F, W> {

  /** The tolerance of sums of amounts. */
  private static final double ROUNDING = 1e-9;

  /** The work that holds an engine. */
  private static final class Slot<F, W> {
    private @Nullable RunningOrder<F, W> task;
    private boolean isDirect;
    private long since;
  }

  private final NodeTraits traits;
  private final Map<EngineLife, Slot<F, W>> slots = new LinkedHashMap<>();
  private final Map<String, Double> used = new HashMap<>();

  Slots(NodeTraits traits) {
    this.traits = traits;
  }

  Set<EngineLife> engines() {
    return slots.keySet();
  }

  void join(EngineLife engine) {
    slots.putIfAbsent(engine, new Slot<>());
  }

  void leave(EngineLife engine) {
    slots.remove(engine);
  }

  /** Returns whether an engine is here and runs no task. */
  boolean isFree(EngineLife engine) {
    Slot<F, W> slot = slots.get(engine);
    return slot != null && slot.task == null;
  }

  /** Returns whether an engine of the node could ever run an attempt. */
  boolean canEverRun(TaskOrder<W> order) {
    return order.needs().areMetBy(traits) && slots.keySet().stream().anyMatch(order::allows);
  }

  /** Returns whether the resources that an attempt needs are free. */
  boolean hasResourcesFor(TaskOrder<W> order) {
    return order.needs().resources().isEmpty()
        || order.needs().resources().entrySet().stream()
            .allMatch(
                need ->
                    used.getOrDefault(need.getKey(), 0.0) + need.getValue()
                        <= traits.amount(need.getKey()) + ROUNDING);
  }

  void start(RunningOrder<F, W> running) {
    Slot<F, W> slot = slots.get(running.engine());
    if (slot != null) {
      slot.task = running;
      slot.since = running.since();
    }
    count(running, 1);
  }

  void end(RunningOrder<F, W> running, long now) {
    Slot<F, W> slot = slots.get(running.engine());
    if (slot != null && running.equals(slot.task)) {
      slot.task = null;
      slot.since = now;
    }
    count(running, -1);
  }

  private void count(RunningOrder<F, W> running, int sign) {
    running
        .order()
        .needs()
        .resources()
        .forEach(
            (resource, amount) -> {
              double sum = used.getOrDefault(resource, 0.0) + sign * amount;
              used.put(resource, Math.max(0, sum));
            });
  }

  /** Handles that an engine begins or ends a row of direct calls. */
  void setDirect(EngineLife engine, boolean isDirect, long now) {
    Slot<F, W> slot = slots.get(engine);
    if (slot != null && slot.isDirect != isDirect) {
      slot.isDirect = isDirect;
      slot.since = slot.task == null ? now : slot.since;
    }
  }

  /** Returns how many engines have had nothing to do for a while. */
  int idle(long shortest, long now) {
    int idle = 0;
    for (Slot<F, W> slot : slots.values()) {
      boolean isIdle = slot.task == null && !slot.isDirect;
      idle += isIdle && now - slot.since - shortest >= 0 ? 1 : 0;
    }
    return idle;
  }

  /** Returns when an engine will have been idle or held for a time; empty if all have been. */
  OptionalLong nextChange(long shortest, long now) {
    return slots.values().stream()
        .mapToLong(slot -> slot.since + shortest)
        .filter(time -> time - now > 0)
        .min();
  }

  /** Returns how many engines have been held for a while by other work than a client's tasks. */
  int busyElsewhere(ClientQueue<F, W> client, long shortest, long now) {
    int busy = 0;
    for (Slot<F, W> slot : slots.values()) {
      RunningOrder<F, W> task = slot.task;
      boolean isElsewhere = task == null ? slot.isDirect : task.client() != client;
      busy += isElsewhere && now - slot.since - shortest >= 0 ? 1 : 0;
    }
    return busy;
  }
}
