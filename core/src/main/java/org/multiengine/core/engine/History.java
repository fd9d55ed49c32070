package org.multiengine.core.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.error.IndexError;

/**
 * The numbers and records of an engine's commands. The oldest records go when a limit is reached;
 * the last one and the last successful one stay (reference, 7.4).
 *
 * <p>Not safe for use by several threads.
 */
public final class History {

  private final int maxRecords;
  private final long maxBytes;

  /** By number, in the order of the numbers. */
  private final Map<Integer, CommandRecord> records = new LinkedHashMap<>();

  private long bytes;
  private int lastNumber;
  private @Nullable CommandRecord last;
  private @Nullable CommandRecord lastSuccess;

  /**
   * Makes an empty history.
   *
   * @param maxRecords how many records are kept
   * @param maxBytes how many bytes the kept records may hold together
   */
  public History(int maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  /** Takes the number of the next command; the first is 1. */
  public int nextNumber() {
    return ++lastNumber;
  }

  /** Keeps a record. */
  public void add(CommandRecord record) {
    records.put(record.number(), record);
    last = record;
    bytes += record.size();
    if (record.traceback() == null) {
      lastSuccess = record;
    }
    Iterator<CommandRecord> oldest = records.values().iterator();
    while (records.size() > 1 && (records.size() > maxRecords || bytes > maxBytes)) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }

  /**
   * Returns the last successful record, or the last one if none was successful.
   *
   * @throws IndexError if nothing has been run
   */
  public CommandRecord latest() {
    if (lastSuccess != null) {
      return lastSuccess;
    }
    if (last == null) {
      throw new IndexError("index None out of range: this engine has run nothing yet");
    }
    return last;
  }

  /**
   * Returns the record of a number.
   *
   * @throws IndexError if there is no such command, or its record is no longer kept
   */
  public CommandRecord get(int number) {
    CommandRecord record = records.get(number);
    if (record != null) {
      return record;
    }
    if (lastSuccess != null && lastSuccess.number() == number) {
      return lastSuccess;
    }
    boolean dropped = number > 0 && !records.isEmpty() && number < oldest();
    throw new IndexError(
        "index "
            + number
            + " out of range"
            + (dropped ? ": the record is no longer kept, the oldest is " + oldest() : ""));
  }

  private int oldest() {
    return records.keySet().iterator().next();
  }

  /** Forgets all; the next number is 1. */
  public void clear() {
    records.clear();
    bytes = 0;
    lastNumber = 0;
    last = null;
    lastSuccess = null;
  }
}
