package org.multiengine.core.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.error.IndexError;

/**
 * The numbers and records of an engine's commands. The oldest records are dropped when a limit is
 * reached, except for the last record and the last successful one (reference, 7.4).
 *
 * <p>Not safe for use by several threads.
 */
public final class History {

  private final int maxRecords;
  private final long maxBytes;

  /** The records by number, in ascending order. */
  private final Map<Integer, CommandRecord> records = new LinkedHashMap<>();

  private long bytes;
  private int lastNumber;
  private @Nullable CommandRecord last;
  private @Nullable CommandRecord lastSuccess;

  /**
   * Creates an empty history.
   *
   * @param maxRecords the number of records to keep
   * @param maxBytes the total size in bytes of the records to keep
   */
  public History(int maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  /** Returns the number of the next command and counts it. The first number is 1. */
  public int nextNumber() {
    return ++lastNumber;
  }

  /** Adds a record, and drops the oldest records that exceed a limit. */
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
   * Returns the last successful record, or the last record if no command was successful.
   *
   * @throws IndexError if no command has been run
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
   * @throws IndexError if there is no such command, or if its record is no longer kept
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

  /** Drops all records. The next number is 1. */
  public void clear() {
    records.clear();
    bytes = 0;
    lastNumber = 0;
    last = null;
    lastSuccess = null;
  }
}
