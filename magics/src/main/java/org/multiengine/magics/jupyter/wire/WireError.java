package org.multiengine.magics.jupyter.wire;

/** A message that is not one of Jupyter's protocol, or whose signature is wrong. */
public final class WireError extends Exception {

  private static final long serialVersionUID = 1;

  WireError(String message) {
    super(message);
  }

  WireError(String message, Throwable cause) {
    super(message, cause);
  }
}
