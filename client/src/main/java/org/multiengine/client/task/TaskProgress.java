package org.multiengine.client.task;

/**
 * The progress of a map or a stream of tasks.
 *
 * @param done how many elements have ended, as far as engines have reported; of a stream, how many
 *     results were received
 * @param total how many elements there are; {@link #UNKNOWN} for a stream
 * @param open how many tasks are open
 */
public record TaskProgress(long done, long total, int open) {

  /** The total of a stream. */
  public static final long UNKNOWN = -1;

  /** Returns for example {@code 250 of 1000, 4 tasks open}. */
  @Override
  public String toString() {
    String of = total == UNKNOWN ? "" : " of " + total;
    return done + of + ", " + open + (open == 1 ? " task open" : " tasks open");
  }
}
