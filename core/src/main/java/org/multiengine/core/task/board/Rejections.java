package org.multiengine.core.task.board;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.identity.EngineLife;

/** The engines that have rejected tasks of one kind, and do not receive more for a while. */
final class Rejections {

  /** The rejections of an engine in a row. */
  private static final class Rejected {
    private int times;
    private boolean isAvoided;
    private Timers.@Nullable Timer timer;
    private String reason = "";
  }

  private final Map<EngineLife, Rejected> engines = new HashMap<>();

  /**
   * Adds a rejection; the engine is avoided from now on.
   *
   * @return how often the engine has rejected the kind in a row
   */
  int add(EngineLife engine, String reason) {
    Rejected rejected = engines.computeIfAbsent(engine, absent -> new Rejected());
    rejected.times++;
    rejected.isAvoided = true;
    rejected.reason = reason;
    return rejected.times;
  }

  /** Sets the timer that ends the wait of an engine; returns the earlier one. */
  Timers.@Nullable Timer setTimer(EngineLife engine, Timers.Timer timer) {
    Rejected rejected = engines.computeIfAbsent(engine, absent -> new Rejected());
    Timers.Timer earlier = rejected.timer;
    rejected.timer = timer;
    return earlier;
  }

  /** Allows tasks on the engine again. Its rejections still count. */
  void endWait(EngineLife engine) {
    Rejected rejected = engines.get(engine);
    if (rejected != null) {
      rejected.isAvoided = false;
      rejected.timer = null;
    }
  }

  /** Forgets the rejections of an engine; returns the timer of its wait, if there is one. */
  Timers.@Nullable Timer clear(EngineLife engine) {
    Rejected rejected = engines.remove(engine);
    return rejected == null ? null : rejected.timer;
  }

  boolean isEmpty() {
    return engines.isEmpty();
  }

  /** Returns whether an engine receives no tasks for now. */
  boolean isAvoided(EngineLife engine) {
    Rejected rejected = engines.get(engine);
    return rejected != null && rejected.isAvoided;
  }

  /** Returns whether the engine has rejected the kind, and has not run a task of it since. */
  boolean contains(EngineLife engine) {
    return engines.containsKey(engine);
  }

  /** Returns the reason of some rejection; empty if there is none. */
  String reason() {
    return engines.values().stream().map(rejected -> rejected.reason).findFirst().orElse("");
  }

  /** Returns the time at which the first engine is tried again; null if none is avoided. */
  @Nullable Long nextTry() {
    Long next = null;
    for (Rejected rejected : engines.values()) {
      Timers.Timer timer = rejected.timer;
      if (timer != null && (next == null || timer.at() - next < 0)) {
        next = timer.at();
      }
    }
    return next;
  }
}
