package org.multiengine.magics.builtin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Shell;

/** The names that are defined on the engines, for completion. */
final class EngineNames {

  /** Longer than this nobody waits for a tab. */
  private static final Duration LIMIT = Duration.ofMillis(500);

  private EngineNames() {}

  /**
   * Returns the names that any of the engines of {@code %px} has. Engines answer at once, also
   * while they run something; where they do not, nothing is completed.
   */
  static List<String> of(Shell shell) {
    try {
      return shell.view(null).keysAsync().get(LIMIT).stream()
          .flatMap(List::stream)
          .distinct()
          .sorted()
          .toList();
    } catch (KernelError | TimeoutException unknown) {
      return List.of(); // a tab is no place for an error; the call itself will tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
