package org.multiengine.magics.builtin.calls;

import org.multiengine.client.PendingResult;
import org.multiengine.magics.Shell;
import org.multiengine.magics.UsageError;

/** The last call made by a magic. */
final class LastCall {

  private LastCall() {}

  /**
   * Returns the last call of a shell.
   *
   * @throws UsageError if there has been no call
   */
  static PendingResult<?> of(Shell shell) {
    PendingResult<?> last = shell.lastCall();
    if (last == null) {
      throw new UsageError("there has been no call; make one, for example %px --noblock a = 5");
    }
    return last;
  }
}
