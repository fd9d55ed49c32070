package org.multiengine.magics.command.service;

import java.io.PrintWriter;

/** Runs commands in the host. Called by several threads. */
public interface CommandRunner {

  /** The result of a command that is none for the service. It has done nothing. */
  int UNSERVED = -1;

  /** Returns whether a command of this process may be run here, as far as can be seen so far. */
  boolean admits(CommandRequest request);

  /**
   * Runs a command. The thread is interrupted when the calling process has ended.
   *
   * @param out the output of the command
   * @param err the error output of the command
   * @return the exit status, or {@link #UNSERVED}
   */
  int run(CommandRequest request, PrintWriter out, PrintWriter err);
}
