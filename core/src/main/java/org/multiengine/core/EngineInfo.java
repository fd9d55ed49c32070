package org.multiengine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.text.Amounts;

/**
 * The state of an engine: where it is, whether it works, and what it runs.
 *
 * @param engine the engine
 * @param state what the engine does
 * @param node host and port of its node in the cluster; empty if not known
 * @param language the language of the engine; empty if not known
 * @param stats the engine's report of itself; null unless it is idle or busy
 * @param detail how a lost engine ended, since when a stuck engine makes no progress, why a silent
 *     engine is silent, or that the engine was restarted; empty otherwise
 */
public record EngineInfo(
    EngineId engine,
    State state,
    String node,
    String language,
    @Nullable Stats stats,
    String detail) {

  /** The activity of an engine. */
  public enum State {
    /** The engine waits for requests. */
    IDLE,
    /** The engine runs a request. */
    BUSY,
    /** The engine has an id and is being started. */
    STARTING,
    /** The process or node of the engine has ended. The id is kept for its return. */
    LOST,
    /**
     * The process of the engine neither ends nor makes progress, for example because it was
     * stopped. Calls wait until it goes on, or until the engine is lost.
     */
    STUCK,
    /** The engine is registered as running and has not answered. */
    SILENT;

    /** Returns the state in lower case, as shown to users. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An engine's report of itself.
   *
   * @param pid the process, which other engines and the client may share
   * @param memory the memory of that process
   * @param started when the engine was started, by its own clock, with an empty namespace
   * @param running the running request, or null if the engine is idle
   * @param waiting the number of requests in the queue
   */
  public record Stats(
      long pid, Memory memory, Instant started, @Nullable Running running, int waiting) {

    /** Returns the approximate size in bytes, which limits count. */
    public long size() {
      return OVERHEAD_BYTES + (running == null ? 0 : 2L * running.text().length());
    }
  }

  /** The approximate size of a report without the text of the running request. */
  private static final int OVERHEAD_BYTES = 128;

  /**
   * The heap of an engine's process.
   *
   * @param usedBytes the bytes in use, garbage included
   * @param maxBytes the bytes the heap may grow to
   */
  public record Memory(long usedBytes, long maxBytes) {

    /** Returns both amounts with units, for example {@code 34 MiB/2.0 GiB}. */
    @Override
    public String toString() {
      return Amounts.bytes(usedBytes) + "/" + Amounts.bytes(maxBytes);
    }
  }

  /**
   * A running request.
   *
   * @param text the request as a queue's status shows it, cut if it is long
   * @param since when the request began to run, by the engine's clock
   * @param elapsed for how long the request had run at the time of the report
   */
  public record Running(String text, Instant since, Duration elapsed) {

    /** Returns the time and the text in one line, for example {@code for 12 s: pull('a')}. */
    @Override
    public String toString() {
      return "for " + Amounts.time(elapsed) + ": " + oneLine(text);
    }
  }

  /** Returns this engine with its report. */
  public EngineInfo alive(Stats reported) {
    return alive(reported, "");
  }

  /** Returns this engine with its report and a remark. */
  public EngineInfo alive(Stats reported, String remark) {
    State now = reported.running() == null ? State.IDLE : State.BUSY;
    return new EngineInfo(engine, now, node, language, reported, remark);
  }

  /** Returns this engine as lost. */
  public EngineInfo lost(String how) {
    return new EngineInfo(engine, State.LOST, node, language, null, how);
  }

  /** Returns this engine as silent. */
  public EngineInfo silent(String why) {
    return new EngineInfo(engine, State.SILENT, node, language, null, why);
  }

  /** Returns a text in one line; line breaks become dots. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ... ");
  }

  /**
   * Returns the state in one line, for example
   *
   * <pre>
   * engine 1: busy on 127.0.0.1:25520, process 4711, 34 MiB/2.0 GiB, 0 waiting, for 12 s: pull('a')
   * </pre>
   */
  @Override
  public String toString() {
    var text = new StringJoiner(", ");
    text.add("engine " + engine + ": " + state.label() + (node.isEmpty() ? "" : " on " + node));
    if (stats != null) {
      text.add("process " + stats.pid());
      text.add(stats.memory().toString());
      text.add(stats.waiting() + " waiting");
    }
    String last = stats != null && stats.running() != null ? stats.running().toString() : detail;
    if (!last.isEmpty()) {
      text.add(oneLine(last));
    }
    return text.toString();
  }
}
