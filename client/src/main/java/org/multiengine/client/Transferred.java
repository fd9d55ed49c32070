package org.multiengine.client;

import org.multiengine.client.internal.call.Count;

/**
 * The bytes of a call's large values that have moved between this process and others. Values move
 * in parts of {@code multiengine.link.part-bytes}; values that fit in one part, and values that
 * stay in this process, are not counted. A value pushed to several engines of one process moves
 * once.
 *
 * @param bytes how many bytes have been sent or received; never decreases
 * @param total how many bytes are known to move; grows as engines begin to answer
 */
public record Transferred(long bytes, long total) {

  private static final long MEGABYTE = 1_000_000;

  static Transferred of(Count bytes) {
    return new Transferred(bytes.done(), bytes.total());
  }

  /** Returns whether bytes are known that have not moved yet. */
  public boolean isUnderWay() {
    return bytes < total;
  }

  /** Returns for example {@code 120 of 400 MB}. */
  @Override
  public String toString() {
    return bytes / MEGABYTE + " of " + total / MEGABYTE + " MB";
  }
}
