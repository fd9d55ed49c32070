package org.multiengine.client;

/**
 * How much of the large values of a call has moved between this process and engines of others.
 * Values move in parts of {@code multiengine.link.part-bytes}; what fits in one part, and what
 * stays in this process, is not counted. A value pushed to several engines of one process moves
 * there once.
 *
 * @param bytes how many bytes have been sent, or have come; it never goes back
 * @param total how many bytes are known to be to move; it grows as engines begin to answer
 */
public record Transferred(long bytes, long total) {

  private static final long MEGABYTE = 1_000_000;

  /** Of a call that has moved no large value yet. */
  static final Transferred NOTHING = new Transferred(0, 0);

  /** Returns whether more is known to be to come. */
  public boolean isUnderWay() {
    return bytes < total;
  }

  /** Returns for example {@code 120 of 400 MB}. */
  @Override
  public String toString() {
    return bytes / MEGABYTE + " of " + total / MEGABYTE + " MB";
  }
}
