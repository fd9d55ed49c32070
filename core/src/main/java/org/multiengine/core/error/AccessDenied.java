package org.multiengine.core.error;

/**
 * The guard of an application has refused a request. Nothing of it ran; what the client had waiting
 * on the engine before it stays.
 */
public final class AccessDenied extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public AccessDenied(String message) {
    super(message);
  }
}
