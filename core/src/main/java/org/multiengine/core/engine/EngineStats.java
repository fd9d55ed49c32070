package org.multiengine.core.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.clock.StartTime;

/** Creates an engine's reports of itself. Not safe for use by several threads. */
public final class EngineStats {

  private static final String ELLIPSIS = "...";

  private final int maxText;
  private final Instant started;

  /**
   * Creates the stats of an engine.
   *
   * @param maxText the number of characters of the running request's text that a report contains
   * @param started when the engine started
   */
  public EngineStats(int maxText, Instant started) {
    this.maxText = maxText;
    this.started = started;
  }

  /**
   * Returns a report of the engine and of the memory of this process.
   *
   * @param queue the engine's queue
   * @param since when the running request began; ignored if none is running
   */
  public EngineInfo.Stats now(EngineQueue queue, StartTime since) {
    Runtime runtime = Runtime.getRuntime();
    return new EngineInfo.Stats(
        ProcessHandle.current().pid(),
        new EngineInfo.Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory()),
        started,
        running(queue.running(), since),
        queue.waitingCount());
  }

  private EngineInfo.@Nullable Running running(@Nullable QueuedRequest running, StartTime since) {
    return running == null
        ? null
        : new EngineInfo.Running(beginning(running.request().text()), since.at(), since.elapsed());
  }

  private String beginning(String text) {
    if (text.length() <= maxText) {
      return text;
    }
    boolean splitsPair = maxText > 0 && Character.isHighSurrogate(text.charAt(maxText - 1));
    return text.substring(0, splitsPair ? maxText - 1 : maxText) + ELLIPSIS;
  }
}
