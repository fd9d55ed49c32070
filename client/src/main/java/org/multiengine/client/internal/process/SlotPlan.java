package org.multiengine.client.internal.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.multiengine.core.error.KernelError;

/** The names of a host's slots, and how engines are distributed to them. Safe for any thread. */
public final class SlotPlan {

  private final String prefix;
  private final int perProcess;
  private final int maxEngines;
  private final AtomicInteger slots = new AtomicInteger();

  /** The languages of slots for which the settings of their engines do not decide. */
  private final Map<String, String> languages = new ConcurrentHashMap<>();

  /**
   * Creates a plan without slots.
   *
   * @param prefix the prefix of the slots' names, which no other host has
   * @param perProcess how many engines share a process
   * @param maxEngines the most engines that a cluster may have
   */
  public SlotPlan(String prefix, int perProcess, int maxEngines) {
    this.prefix = prefix;
    this.perProcess = perProcess;
    this.maxEngines = maxEngines;
  }

  /**
   * Returns the names of new slots with the number of engines each will hold.
   *
   * @throws KernelError if there are more engines than a cluster may have
   */
  public Map<String, Integer> plan(int engines) {
    if (engines > maxEngines) {
      throw new KernelError(
          "a cluster has at most "
              + maxEngines
              + " engines, not "
              + engines
              + "; raise multiengine.registry.max-engines");
    }
    Map<String, Integer> planned = new LinkedHashMap<>();
    for (int left = engines; left > 0; left -= Math.min(left, perProcess)) {
      planned.put(prefix + slots.getAndIncrement(), Math.min(perProcess, left));
    }
    return planned;
  }

  /**
   * Returns the names of new slots for engines of several languages.
   *
   * @throws KernelError if there are more engines than a cluster may have
   */
  public Map<String, Integer> plan(EngineMix mix) {
    Map<String, Integer> planned = new LinkedHashMap<>();
    mix.counts()
        .forEach(
            (language, count) -> {
              Map<String, Integer> ofLanguage = plan(count);
              ofLanguage.keySet().forEach(slot -> languages.put(slot, language));
              planned.putAll(ofLanguage);
            });
    return planned;
  }

  /** Returns options for the JVM of a slot, in addition to those of all slots. */
  public List<String> optionsOf(String slot) {
    String language = languages.get(slot);
    return language == null ? List.of() : List.of("-Dmultiengine.engine.language=" + language);
  }
}
