package org.multiengine.magics.command.service;

/** The failure of a command that the calling process has to run itself. It has done nothing. */
public final class UnservedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnservedException() {
    super("the calling process runs this command itself");
  }
}
