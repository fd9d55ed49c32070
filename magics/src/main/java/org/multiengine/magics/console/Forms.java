package org.multiengine.magics.console;

import java.time.Duration;
import java.util.Locale;
import org.multiengine.core.text.Amounts;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.Shell;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.text.FailureText;
import org.multiengine.magics.text.ResultText;

/**
 * The forms in which a prompt shows results, failures and times, by its settings as they are now.
 *
 * @param screen the screen
 * @param px the settings of {@code %px}
 * @param settings the settings of the console
 */
record Forms(Screen screen, PxSettings px, ConsoleSettings settings) {

  private static final double MILLIS_PER_SECOND = 1000;

  /** The number of seconds up to which a time is shown with a fraction. */
  private static final double SECONDS_WITH_FRACTION = 10;

  ResultText results() {
    return new ResultText(
        screen.hasColoredValues(), screen.columns(), px.fullResults(), settings.inputLines());
  }

  FailureText failures() {
    return new FailureText(settings.errorsShown(), px.fullResults());
  }

  /** Shows how long an input has waited for engines, if that was long. */
  void showTime(Duration waited) {
    String time = time(waited);
    if (!time.isEmpty()) {
      screen.out().println(screen.styled(Shell.Style.FAINT, time));
    }
  }

  /** Returns for example {@code took 6.3 s}; empty for a time that is not shown. */
  String time(Duration waited) {
    if (waited.compareTo(settings.timeAfter()) < 0) {
      return "";
    }
    double seconds = waited.toMillis() / MILLIS_PER_SECOND;
    return seconds < SECONDS_WITH_FRACTION
        ? String.format(Locale.ROOT, "took %.1f s", seconds)
        : "took " + Amounts.time(waited);
  }
}
