package org.multiengine.magics.jupyter.wire;

/** A channel over which front ends send messages to a kernel. */
public enum Channel {
  /** Requests to run or inspect code. */
  SHELL,
  /** Requests that must not wait for code, such as interrupts. */
  CONTROL,
  /** Answers of the user to questions. */
  STDIN
}
