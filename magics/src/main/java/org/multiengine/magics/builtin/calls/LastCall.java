package org.multiengine.magics.builtin.calls;

import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Shell;

/** The last call made by a magic. */
final class LastCall {

  private LastCall() {}

  /**
   * Returns the last call of a shell.
   *
   * @throws KernelError if there has been no call
   */
  static PendingResult<?> of(Shell shell) {
    PendingResult<?> last = shell.lastCall();
    if (last == null) {
      throw new KernelError("there has been no call; make one, for example %px --noblock a = 5");
    }
    return last;
  }
}
