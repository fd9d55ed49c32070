package org.multiengine.core;

/** The engine's process, or the link to it, ended while the request was there. */
public final class EngineLost extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public EngineLost(String message) {
    super(message);
  }
}
