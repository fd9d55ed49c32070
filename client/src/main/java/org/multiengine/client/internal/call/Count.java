package org.multiengine.client.internal.call;

/**
 * Part of a number of things.
 *
 * @param done how many of them are done
 * @param total how many of them there are
 */
public record Count(long done, long total) {

  /** The count of a call of which nothing is known yet. */
  public static final Count NONE = new Count(0, 0);
}
