package org.multiengine.core.error;

/**
 * The engine's process, or the link to it, ended while the request was there. The text tells how;
 * whether the request had run is not known. An engine of a host comes back under its id, empty.
 */
public final class EngineLost extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public EngineLost(String message) {
    super(message);
  }
}
