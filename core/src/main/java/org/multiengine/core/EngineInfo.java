package org.multiengine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.text.Amounts;

/**
 * What is known of an engine: where it is, whether it works, and what it runs.
 *
 * @param engine the engine
 * @param state what it does
 * @param node host and port by which its node is in the cluster; empty if that is not known
 * @param language the language it speaks; empty if that is not known
 * @param stats what the engine told of itself; null unless it is idle or busy
 * @param detail how it was lost, or why it is silent; of an engine that was started again that it
 *     was; empty otherwise
 */
public record EngineInfo(
    EngineId engine,
    State state,
    String node,
    String language,
    @Nullable Stats stats,
    String detail) {

  /** What an engine does. */
  public enum State {
    /** It waits for requests. */
    IDLE,
    /** It runs a request. */
    BUSY,
    /** It has an id and is being started. */
    STARTING,
    /** Its process or its node has ended; its id is kept for its return. */
    LOST,
    /** It is registered as running, and nothing was heard from it. */
    SILENT;

    /** Returns the state as people read it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What an engine tells of itself.
   *
   * @param pid its process, which it may share with other engines and even with the client
   * @param memory the memory of that process
   * @param started when it was started, by its own clock; it was empty then
   * @param running what it runs, or null if it is idle
   * @param waiting how many requests wait on it
   */
  public record Stats(
      long pid, Memory memory, Instant started, @Nullable Running running, int waiting) {

    /** Returns about how many bytes this holds; what limits count. */
    public long size() {
      return FIXED_SIZE + (running == null ? 0 : 2L * running.text().length());
    }
  }

  /** The approximate size of the stats without the text of the running request. */
  private static final int FIXED_SIZE = 128;

  /**
   * The heap of an engine's process.
   *
   * @param usedBytes how much is in use, what nothing refers to any more included
   * @param maxBytes how much it may become
   */
  public record Memory(long usedBytes, long maxBytes) {

    /** Returns both amounts as people read them, for example {@code 34 MiB/2.0 GiB}. */
    @Override
    public String toString() {
      return Amounts.bytes(usedBytes) + "/" + Amounts.bytes(maxBytes);
    }
  }

  /**
   * What an engine runs.
   *
   * @param text the request as a queue's status shows it; only the beginning of a long one
   * @param since when it began to run, by the engine's clock
   * @param elapsed for how long it had run when the engine told of it
   */
  public record Running(String text, Instant since, Duration elapsed) {

    /** Returns both in one line, for example {@code for 12 s: execute('sleep 60000')}. */
    @Override
    public String toString() {
      return "for " + Amounts.time(elapsed) + ": " + oneLine(text);
    }
  }

  /** Returns this engine as one that has told of itself. */
  public EngineInfo alive(Stats told) {
    return alive(told, "");
  }

  /** Returns this engine as one that has told of itself, and what else is known of it. */
  public EngineInfo alive(Stats told, String known) {
    State now = told.running() == null ? State.IDLE : State.BUSY;
    return new EngineInfo(engine, now, node, language, told, known);
  }

  /** Returns this engine as one that is lost. */
  public EngineInfo lost(String how) {
    return new EngineInfo(engine, State.LOST, node, language, null, how);
  }

  /** Returns this engine as one that has not answered. */
  public EngineInfo silent(String why) {
    return new EngineInfo(engine, State.SILENT, node, language, null, why);
  }

  /** Returns a text in one line; line breaks become dots. */
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ... ");
  }

  /**
   * Returns all in one line, for example
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
