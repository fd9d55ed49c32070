package org.multiengine.core.display;

/**
 * The limits of the displays that the record of one command keeps.
 *
 * @param maxCount the number of displays
 * @param maxBytes their size in bytes together
 */
public record DisplayLimits(int maxCount, long maxBytes) {

  /** The limits that apply without settings. */
  public static final DisplayLimits DEFAULT = new DisplayLimits(100, 8L * 1024 * 1024);
}
