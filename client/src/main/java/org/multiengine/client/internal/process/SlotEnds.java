package org.multiengine.client.internal.process;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the processes of a host's slots have ended, and whether they are restarted. Used by one
 * thread at a time.
 */
public final class SlotEnds {

  private final RestartRule.Limits limits;

  /** The latest end of each slot, in the order of the first ends. */
  private final Map<String, String> exits = new LinkedHashMap<>();

  private final Map<String, RestartRule> rules = new HashMap<>();

  /** The slots with an end whose engines have been in the registry. */
  private final Set<String> known = new HashSet<>();

  public SlotEnds(RestartRule.Limits limits) {
    this.limits = limits;
  }

  /**
   * Records that the process of a slot has ended; returns the wait before its restart, empty if
   * there is none.
   *
   * @param nanos the time of a monotonic clock
   */
  public Optional<Duration> restartWait(String slot, long nanos) {
    return rules.computeIfAbsent(slot, first -> new RestartRule(limits)).ended(nanos);
  }

  /** Returns why a process is not restarted. */
  public String whyNot(String slot) {
    return rules.getOrDefault(slot, new RestartRule(limits)).whyNot();
  }

  /** Records how the process of a slot has ended. */
  public void record(String slot, String how) {
    exits.put(slot, how);
  }

  /** Returns how processes have ended, including restarted ones; empty if none has. */
  public String describe() {
    return exits.entrySet().stream()
        .map(exit -> "\n    slot " + exit.getKey() + ": " + exit.getValue())
        .collect(Collectors.joining());
  }

  /**
   * Returns the slots that are not restarted and whose engines were in the registry and are no
   * longer. The end of a process whose engines never were is the reason of a failed start.
   *
   * @param registered the slots whose engines are in the registry now
   */
  public List<String> givenUp(Set<String> registered) {
    rules.keySet().stream().filter(registered::contains).forEach(known::add);
    return known.stream().filter(slot -> !registered.contains(slot) && hasGivenUp(slot)).toList();
  }

  private boolean hasGivenUp(String slot) {
    RestartRule rule = rules.get(slot);
    return rule != null && rule.hasGivenUp();
  }

  /** Forgets a slot. */
  public void forget(String slot) {
    exits.remove(slot);
    rules.remove(slot);
    known.remove(slot);
  }

  /** Returns the number of slots of which something is kept. */
  int size() {
    Set<String> all = new HashSet<>(exits.keySet());
    all.addAll(rules.keySet());
    all.addAll(known);
    return all.size();
  }
}
