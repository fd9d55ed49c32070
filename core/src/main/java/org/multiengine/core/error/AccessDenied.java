package org.multiengine.core.error;

/**
 * The access guard of a node refused a request. Nothing of the request ran. Requests of the client
 * that already wait on the engine stay in its queue.
 */
public final class AccessDenied extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error whose text is the guard's reason. */
  public AccessDenied(String reason) {
    super(reason);
  }

  /** Returns why the guard refused the request. */
  public String reason() {
    return errorMessage();
  }
}
