package org.multiengine.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.EngineInfo;

/**
 * What an engine tells of its own life, from its start on. Not safe for use by several threads, as
 * the queue is not.
 */
public final class EngineStats {

  private static final String MORE = "...";

  private final int maxText;
  private final InstantSource clock;
  private final Instant started;

  /**
   * Begins the life of an engine.
   *
   * @param maxText how many characters are told of what runs
   * @param clock the engine's clock
   */
  public EngineStats(int maxText, InstantSource clock) {
    this.maxText = maxText;
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * Returns what the engine is doing now, and the memory of this process.
   *
   * @param queue its queue
   * @param since when it began what it runs; without meaning if it runs nothing
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

  private EngineInfo.@Nullable Running running(@Nullable Ticket ticket, Instant since) {
    return ticket == null
        ? null
        : new EngineInfo.Running(
            beginning(ticket.request().text()), since, Duration.between(since, clock.instant()));
  }

  private String beginning(String text) {
    if (text.length() <= maxText) {
      return text;
    }
    boolean splitsPair = maxText > 0 && Character.isHighSurrogate(text.charAt(maxText - 1));
    return text.substring(0, splitsPair ? maxText - 1 : maxText) + MORE;
  }
}
