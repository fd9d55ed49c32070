package org.multiengine.core.namespace.python.process;

import java.util.Map;

/** The words for the end of a process. */
final class Ending {

  /** The status of a process that a signal has ended, minus the number of the signal. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM", 24, "SIGXCPU");

  private Ending() {}

  /** Returns how an ended process has ended, in words that follow its name. */
  static String of(Process process) {
    int status = process.exitValue();
    String signal = SIGNALS.get(status - SIGNALLED);
    return signal == null
        ? "has ended with status " + status
        : "was ended by signal " + (status - SIGNALLED) + " (" + signal + ")";
  }
}
