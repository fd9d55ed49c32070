package org.multiengine.core.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Text forms of amounts, with units. */
public final class Amounts {

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final int UNIT_FACTOR = 1024;

  /** The amount from which no fraction is shown. */
  private static final double MIN_WHOLE_AMOUNT = 9.95;

  private Amounts() {}

  /** Returns an amount of memory, for example {@code 512 B}, {@code 1.5 GiB} or {@code 34 MiB}. */
  public static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (Math.round(amount) >= UNIT_FACTOR && unit < UNITS.size() - 1) {
      amount /= UNIT_FACTOR;
      unit++;
    }
    String format = unit == 0 || amount >= MIN_WHOLE_AMOUNT ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, amount, UNITS.get(unit));
  }

  /** Returns a time in its two largest units, for example {@code 350 ms} or {@code 2 h 3 min}. */
  public static String time(Duration time) {
    if (time.isNegative()) {
      return "0 ms";
    }
    if (time.toSeconds() == 0) {
      return time.toMillis() + " ms";
    }
    if (time.toMinutes() == 0) {
      return time.toSeconds() + " s";
    }
    if (time.toHours() == 0) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.toDays() == 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " d " + time.toHoursPart() + " h";
  }
}
