package org.multiengine.magics.command;

/** The failure of a command that the calling process has to run itself. It has done nothing. */
final class UnservedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnservedException() {
    super("the calling process runs this command itself");
  }
}
