package org.multiengine.client.internal.call;

import java.util.Arrays;

/**
 * Stack traces that begin at the user's code. The place where an error was created, in an actor or
 * inside the client, is of no use to the user.
 */
final class CallerTrace {

  private static final String CLIENT_PACKAGES = "org.multiengine.client.";

  private CallerTrace() {}

  /** Sets the error's trace to this thread's, from the line that called the client. */
  static void set(Throwable error) {
    StackTraceElement[] trace = new Throwable().getStackTrace();
    int caller = 0;
    while (caller < trace.length && trace[caller].getClassName().startsWith(CLIENT_PACKAGES)) {
      caller++;
    }
    if (caller < trace.length) {
      error.setStackTrace(Arrays.copyOfRange(trace, caller, trace.length));
    }
  }
}
