package org.multiengine.core.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The displays of one command, up to limits. Displays past a limit are counted and dropped, and a
 * last display says so. Safe for use by several threads.
 */
public final class DisplayLog implements Consumer<MimeBundle> {

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final DisplayLimits limits;
  private final List<MimeBundle> kept = new ArrayList<>();
  private long bytes;
  private int dropped;
  private long droppedBytes;

  /** Creates an empty log. */
  public DisplayLog(DisplayLimits limits) {
    this.limits = limits;
  }

  /** Adds a display, unless a limit has been reached. */
  @Override
  public synchronized void accept(MimeBundle display) {
    long size = display.size();
    if (kept.size() >= limits.maxCount() || bytes + size > limits.maxBytes()) {
      dropped++;
      droppedBytes += size;
      return;
    }
    kept.add(display);
    bytes += size;
  }

  /** Returns the displays, oldest first, and at the end a text about those that were dropped. */
  public synchronized List<MimeBundle> displays() {
    List<MimeBundle> all = new ArrayList<>(kept);
    if (dropped > 0) {
      all.add(
          MimeBundle.plain(
              String.format(
                  Locale.ROOT,
                  "... %d displays (%.1f MB) left out: a command keeps %d displays of %.1f MB",
                  dropped,
                  droppedBytes / BYTES_PER_MEGABYTE,
                  limits.maxCount(),
                  limits.maxBytes() / BYTES_PER_MEGABYTE)));
    }
    return List.copyOf(all);
  }
}
