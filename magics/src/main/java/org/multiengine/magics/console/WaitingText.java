package org.multiengine.magics.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.multiengine.client.Progress;
import org.multiengine.client.Transferred;

/** The line that tells what is waited for, and how far it is. */
final class WaitingText {

  private static final int BAR = 20;
  private static final int MOST_ENGINES = 8;
  private static final int MILLIS = 1000;
  private static final int MINUTE = 60;
  private static final double MEGABYTE = 1e6;
  private static final String CANCEL = "  (Ctrl-C cancels)";

  private WaitingText() {}

  /** Returns the line of a call that counts elements. */
  static String ofElements(Progress progress, Duration elapsed) {
    double seconds = Math.max(1, elapsed.toMillis()) / (double) MILLIS;
    double rate = progress.done() / seconds;
    String left = progress.done() == 0 ? "" : ", " + left(progress, rate) + " left";
    return String.format(Locale.ROOT, "%s elements, %.0f/s%s%s", bar(progress), rate, left, CANCEL);
  }

  /** Returns the line of a call whose large values are on their way. */
  static String ofTransfer(Transferred transferred, Duration elapsed) {
    double seconds = Math.max(1, elapsed.toMillis()) / (double) MILLIS;
    double rate = transferred.bytes() / MEGABYTE / seconds;
    String bar = bar(transferred.bytes(), transferred.total()) + transferred;
    return String.format(Locale.ROOT, "%s, %.0f MB/s%s", bar, rate, CANCEL);
  }

  private static String bar(Progress progress) {
    return bar(progress.done(), progress.total()) + progress;
  }

  private static String bar(long done, long total) {
    double share = total == 0 ? 0 : (double) done / total;
    int filled = Math.min(BAR, (int) Math.round(share * BAR));
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] ";
  }

  private static String left(Progress progress, double rate) {
    return seconds(Math.round((progress.total() - progress.done()) / rate));
  }

  /**
   * Returns the line of a call that counts engines.
   *
   * @param engines those that have not ended, as far as known
   * @param runs what the first of them runs; empty if not known
   */
  static String ofEngines(Progress progress, Duration elapsed, List<Integer> engines, String runs) {
    var text = new StringBuilder(progress.done() > 0 ? bar(progress) + " engines, " : "");
    text.append("waiting ").append(seconds(elapsed.toSeconds()));
    if (!engines.isEmpty()) {
      text.append(" for ").append(engines(engines));
      text.append(runs.isEmpty() ? "" : ": " + runs.lines().findFirst().orElse(""));
    }
    return text.append(CANCEL).toString();
  }

  /** Returns for example {@code engine 2}, {@code engines 0, 1 and 3 more}. */
  static String engines(List<Integer> ids) {
    List<Integer> named = ids.subList(0, Math.min(ids.size(), MOST_ENGINES));
    String text = String.join(", ", named.stream().map(String::valueOf).toList());
    int more = ids.size() - named.size();
    return (ids.size() == 1 ? "engine " : "engines ")
        + text
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String seconds(long seconds) {
    return seconds < MINUTE ? seconds + " s" : seconds / MINUTE + " min " + seconds % MINUTE + " s";
  }
}
