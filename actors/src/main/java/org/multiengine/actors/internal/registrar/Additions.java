package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The additions of engines that are in progress, with the recipients of their results. Used by the
 * registrar alone.
 */
final class Additions {

  private static final class Addition {
    final ActorRef<EngineAddition.Message> replyTo;
    final Map<String, Integer> open;
    final int total;
    final Set<EngineId> ready = new TreeSet<>();
    final List<String> failures = new ArrayList<>();

    Addition(Map<String, Integer> slots, ActorRef<EngineAddition.Message> replyTo) {
      this.open = new HashMap<>(slots);
      this.replyTo = replyTo;
      this.total = slots.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final List<Addition> additions = new ArrayList<>();
  private final Map<String, Integer> unregistered = new HashMap<>();

  /** Returns how many of the ordered engines belong to processes that have not registered yet. */
  int unregistered() {
    return unregistered.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Begins an addition, whose slots are about to be started. */
  void begin(Map<String, Integer> slots, ActorRef<EngineAddition.Message> replyTo) {
    additions.add(new Addition(slots, replyTo));
    unregistered.putAll(slots);
  }

  /** Records that a slot has registered, with the engines of it that take requests. */
  void registered(String slot, List<EngineId> running) {
    unregistered.remove(slot);
    Addition addition = of(slot);
    if (addition == null) {
      return;
    }
    int before = addition.ready.size();
    addition.ready.addAll(running);
    if (addition.ready.size() > before) {
      addition.replyTo.tell(new EngineAddition.Started(addition.ready.size(), addition.total));
    }
    if (running.size() >= addition.open.getOrDefault(slot, 0)) {
      close(addition, slot);
    }
  }

  /** Records that a slot has ended or that an engine of it cannot start. */
  void failed(String slot, String how) {
    unregistered.remove(slot);
    Addition addition = of(slot);
    if (addition != null) {
      addition.failures.add("slot " + slot + ": " + how);
      close(addition, slot);
    }
  }

  private @Nullable Addition of(String slot) {
    return additions.stream()
        .filter(addition -> addition.open.containsKey(slot))
        .findFirst()
        .orElse(null);
  }

  private void close(Addition addition, String slot) {
    addition.open.remove(slot);
    if (addition.open.isEmpty()) {
      additions.remove(addition);
      addition.replyTo.tell(result(addition));
    }
  }

  private static EngineAddition.Message result(Addition addition) {
    if (addition.failures.isEmpty()) {
      return new EngineAddition.Added(List.copyOf(addition.ready));
    }
    return new EngineAddition.Refused(
        addition.ready.size()
            + " of "
            + addition.total
            + " new engines have started"
            + (addition.ready.isEmpty() ? "" : " (" + ids(addition.ready) + ")")
            + ":\n    "
            + String.join("\n    ", addition.failures));
  }

  private static String ids(Set<EngineId> ready) {
    return String.join(", ", ready.stream().map(EngineId::toString).toList());
  }
}
