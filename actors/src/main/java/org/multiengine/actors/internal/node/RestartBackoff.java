package org.multiengine.actors.internal.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.clock.Backoff;
import org.multiengine.core.identity.EngineId;

/**
 * The waits before engines that could not start, or ended by themselves, are started again. The
 * wait doubles with each failure in a row, up to a limit. Used by one actor alone.
 */
final class RestartBackoff {

  private record Pause(int failures, long untilNanos) {}

  private final Backoff backoff;
  private final LongSupplier nanos;
  private final Map<EngineId, Pause> pauses = new HashMap<>();

  RestartBackoff(MultiengineSettings.RestartSettings settings) {
    this(settings, System::nanoTime);
  }

  RestartBackoff(MultiengineSettings.RestartSettings settings, LongSupplier nanos) {
    this.backoff = new Backoff(settings.minWait(), settings.maxWait());
    this.nanos = nanos;
  }

  /** Notes that an engine could not start. */
  void failed(EngineId engine) {
    Pause earlier = pauses.get(engine);
    int failures = earlier == null ? 1 : earlier.failures() + 1;
    pauses.put(engine, new Pause(failures, nanos.getAsLong() + backoff.after(failures).toNanos()));
  }

  /** Notes that an engine has started. */
  void started(EngineId engine) {
    pauses.remove(engine);
  }

  /** Forgets the engines that the node is not to have, such as those that were removed as lost. */
  void retain(Set<EngineId> engines) {
    pauses.keySet().retainAll(engines);
  }

  /** Returns whether an engine waits to be started again. */
  boolean isAnyPaused() {
    return !pauses.isEmpty();
  }

  /** Returns whether an engine may be started now. */
  boolean mayStart(EngineId engine) {
    @Nullable Pause pause = pauses.get(engine);
    return pause == null || nanos.getAsLong() - pause.untilNanos() >= 0;
  }
}
