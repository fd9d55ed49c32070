package org.multiengine.test.support.terminal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the output of a program. A wait fails at its limit, or when the program has ended; the
 * failure shows the whole screen.
 */
final class ScreenWait {

  private static final Duration POLL = Duration.ofMillis(10);

  /** The time without output after which a program is at its prompt. */
  private static final Duration QUIET = Duration.ofMillis(50);

  private enum Progress {
    WAITING,
    MET,
    ENDED
  }

  private final TerminalScreen screen;
  private final BooleanSupplier ended;
  private final Duration limit;

  /**
   * Creates waits for a screen.
   *
   * @param ended returns whether the program has ended and all its output is on the screen
   * @param limit the longest time of a wait
   */
  ScreenWait(TerminalScreen screen, BooleanSupplier ended, Duration limit) {
    this.screen = screen;
    this.ended = ended;
    this.limit = limit;
  }

  /** Waits until the text is on the screen, or has scrolled by. */
  void awaitText(String text) {
    await("the text '" + text + "'", () -> screen.transcript().contains(text));
  }

  /** Waits until the visible text meets a condition. */
  void awaitScreen(Predicate<String> condition) {
    await("the screen that was waited for", () -> condition.test(screen.text()));
  }

  /**
   * Waits until the program prompts for the next input: the cursor is right behind a text that
   * matches the whole expression, in another line than at the last Enter or Ctrl-C, and the program
   * is silent.
   *
   * @param prompt a regular expression with the blank at the end of the prompt
   */
  void awaitPrompt(String prompt) {
    var pattern = Pattern.compile(prompt);
    await(
        "the prompt '" + prompt + "'",
        () -> screen.isQuietFor(QUIET) && screen.isAtPrompt(pattern));
  }

  /** Waits until a condition on something else holds. */
  void await(String what, BooleanSupplier condition) {
    try {
      Progress progress =
          Awaitility.await()
              .atMost(limit)
              .pollDelay(Duration.ZERO)
              .pollInterval(POLL)
              .until(() -> progress(condition), now -> now != Progress.WAITING);
      if (progress == Progress.ENDED) {
        throw failure("the program ended before there was " + what, null);
      }
    } catch (ConditionTimeoutException e) {
      throw failure("after " + limit.toMillis() + " ms there was not " + what, e);
    }
  }

  /**
   * Returns whether the condition holds or the program has ended. The end is looked at first, since
   * output before it counts.
   */
  private Progress progress(BooleanSupplier condition) {
    boolean over = ended.getAsBoolean();
    if (condition.getAsBoolean()) {
      return Progress.MET;
    }
    return over ? Progress.ENDED : Progress.WAITING;
  }

  private AssertionError failure(String message, @Nullable Throwable cause) {
    return new AssertionError(
        message
            + "; left of the cursor is '"
            + screen.beforeCursor()
            + "', and the screen is:\n"
            + screen.text(),
        cause);
  }
}
