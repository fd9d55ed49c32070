package org.multiengine.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineInfo;

/** Creates an engine's reports of itself. Not safe for use by several threads. */
public final class EngineStats {

  private static final String ELLIPSIS = "...";

  private final int maxText;
  private final InstantSource clock;
  private final Instant started;

  /**
   * Creates the stats of an engine that starts now.
   *
   * @param maxText the number of characters of the running request's text that a report contains
   * @param clock the engine's clock
   */
  public EngineStats(int maxText, InstantSource clock) {
    this.maxText = maxText;
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * Returns a report of the engine and of the memory of this process.
   *
   * @param queue the engine's queue
   * @param since when the running request began; ignored if none is running
   */
  public EngineInfo.Stats now(EngineQueue queue, Instant since) {
    Runtime runtime = Runtime.getRuntime();
    return new EngineInfo.Stats(
        ProcessHandle.current().pid(),
        new EngineInfo.Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory()),
        started,
        running(queue.running(), since),
        queue.waitingCount());
  }

  private EngineInfo.@Nullable Running running(@Nullable QueuedRequest running, Instant since) {
    return running == null
        ? null
        : new EngineInfo.Running(
            beginning(running.request().text()), since, Duration.between(since, clock.instant()));
  }

  private String beginning(String text) {
    if (text.length() <= maxText) {
      return text;
    }
    boolean splitsPair = maxText > 0 && Character.isHighSurrogate(text.charAt(maxText - 1));
    return text.substring(0, splitsPair ? maxText - 1 : maxText) + ELLIPSIS;
  }
}
