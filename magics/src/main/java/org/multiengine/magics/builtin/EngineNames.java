package org.multiengine.magics.builtin;

import java.time.Duration;
import java.util.List;
import org.multiengine.magics.EngineWords;
import org.multiengine.magics.Shell;

/** Completion of names that are defined on the engines. */
public final class EngineNames {

  /** Longest wait for the engines, in which nobody minds a tab that offers nothing. */
  private static final Duration MAX_WAIT = Duration.ofMillis(500);

  private EngineNames() {}

  /**
   * Returns the names that any engine of {@code %px} defines. Engines answer even while they run
   * something. If they do not answer in time, the list is empty.
   */
  public static List<String> of(Shell shell) {
    return EngineWords.of(() -> shell.view(null).keysAsync(), MAX_WAIT);
  }
}
