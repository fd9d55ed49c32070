package org.multiengine.magics.builtin;

import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Shell;

/** The last call that was made by a magic. */
final class LastCall {

  private LastCall() {}

  /**
   * Returns it.
   *
   * @throws KernelError if there has been none
   */
  static PendingResult<?> of(Shell shell) {
    PendingResult<?> last = shell.lastCall();
    if (last == null) {
      throw new KernelError("there has been no call; make one, for example %px --noblock a = 5");
    }
    return last;
  }
}
