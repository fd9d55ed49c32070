package org.multiengine.client;

import java.util.Arrays;

/**
 * Gives errors the stack trace of whoever asked for the result. Where they were made, in an actor
 * or in the client's machinery, tells the user nothing.
 */
final class CallerTrace {

  private static final String OURS = CallerTrace.class.getPackageName() + ".";

  private CallerTrace() {}

  /** Sets the error's trace to this thread's, from the line that called the client. */
  static void set(Throwable error) {
    StackTraceElement[] trace = new Throwable().getStackTrace();
    int caller = 0;
    while (caller < trace.length && trace[caller].getClassName().startsWith(OURS)) {
      caller++;
    }
    if (caller < trace.length) {
      error.setStackTrace(Arrays.copyOfRange(trace, caller, trace.length));
    }
  }
}
