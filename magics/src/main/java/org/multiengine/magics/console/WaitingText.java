package org.multiengine.magics.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.multiengine.client.Progress;
import org.multiengine.client.Transferred;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.console.screen.StatusLine;

/** Status lines during a wait. */
final class WaitingText {

  private static final int MAX_ENGINES_NAMED = 8;
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private WaitingText() {}

  /** Returns the line for a call that counts elements. */
  static StatusLine ofElements(
      Progress progress, Duration elapsed, Map<EngineId, String> failures) {
    double seconds = Math.max(1, elapsed.toMillis()) / (double) MILLIS_PER_SECOND;
    double rate = progress.done() / seconds;
    String left = progress.done() == 0 ? "" : ", " + left(progress, rate) + " left";
    String text = String.format(Locale.ROOT, "%s elements, %.0f/s%s", progress, rate, left);
    return new StatusLine(progress.done(), Math.max(1, progress.total()), text + failed(failures));
  }

  /** Returns the line for a call whose large values are being transferred. */
  static StatusLine ofTransfer(Transferred transferred, Duration elapsed) {
    double seconds = Math.max(1, elapsed.toMillis()) / (double) MILLIS_PER_SECOND;
    double rate = transferred.bytes() / BYTES_PER_MEGABYTE / seconds;
    String text = String.format(Locale.ROOT, "%s, %.0f MB/s", transferred, rate);
    return new StatusLine(transferred.bytes(), Math.max(1, transferred.total()), text);
  }

  private static String left(Progress progress, double rate) {
    return seconds(Math.round((progress.total() - progress.done()) / rate));
  }

  /**
   * Returns the line for a call that counts engines.
   *
   * @param engines the engines that are not known to have ended
   * @param runs the running call of the first of these engines; empty if not known
   * @param failures the engines that have failed, with their errors
   */
  static StatusLine ofEngines(
      Progress progress,
      Duration elapsed,
      List<Integer> engines,
      String runs,
      Map<EngineId, String> failures) {
    boolean counted = progress.done() > 0;
    var text = new StringBuilder(counted ? progress + " engines, " : "");
    text.append("waiting ").append(seconds(elapsed.toSeconds()));
    if (!engines.isEmpty()) {
      text.append(" for ").append(engines(engines)).append(failed(failures));
      text.append(runs.isEmpty() ? "" : ": " + runs.lines().findFirst().orElse(""));
    }
    long total = counted ? Math.max(1, progress.total()) : 0;
    return new StatusLine(progress.done(), total, text.toString());
  }

  /** Returns for example {@code , 1 failed (engine 1 EngineLost)}; empty if none has failed. */
  private static String failed(Map<EngineId, String> failures) {
    if (failures.isEmpty()) {
      return "";
    }
    Map.Entry<EngineId, String> first = failures.entrySet().iterator().next();
    String error = first.getValue().split(":", 2)[0];
    String more = failures.size() > 1 ? " ..." : "";
    return ", " + failures.size() + " failed (engine " + first.getKey() + " " + error + more + ")";
  }

  /** Returns for example {@code engine 2}, {@code engines 0, 1 and 3 more}. */
  static String engines(List<Integer> ids) {
    List<Integer> named = ids.subList(0, Math.min(ids.size(), MAX_ENGINES_NAMED));
    String text = String.join(", ", named.stream().map(String::valueOf).toList());
    int more = ids.size() - named.size();
    return (ids.size() == 1 ? "engine " : "engines ")
        + text
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String seconds(long seconds) {
    return seconds < SECONDS_PER_MINUTE
        ? seconds + " s"
        : seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
  }
}
