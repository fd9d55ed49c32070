package org.multiengine.magics.builtin.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.magics.UsageError;

/** The failures on engines behind an error. */
final class RemoteEntries {

  private static final int MAX_CAUSES = 20;

  private RemoteEntries() {}

  /** Returns the composite error that an error is or was caused by, or null if there is none. */
  static @Nullable CompositeError composite(@Nullable Throwable error) {
    Throwable inner = error;
    for (int depth = 0; inner != null && depth < MAX_CAUSES; depth++) {
      if (inner instanceof CompositeError composite) {
        return composite;
      }
      inner = inner.getCause();
    }
    return null;
  }

  /**
   * Returns the failures behind an error.
   *
   * @throws UsageError if there has been no error, or it did not happen on engines
   */
  static List<CompositeError.Entry> of(@Nullable Throwable error) {
    CompositeError composite = composite(error);
    if (composite == null) {
      throw new UsageError(
          error == null
              ? "there has been no error; %debug inspects errors of engines"
              : "the last error did not happen on engines; %tb shows it in full");
    }
    return composite.entries();
  }
}
