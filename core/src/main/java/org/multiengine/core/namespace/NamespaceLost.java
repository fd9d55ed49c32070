package org.multiengine.core.namespace;

/**
 * The contents of a namespace no longer exist, for example because the process that held them has
 * ended. The namespace cannot be used again; its engine continues with a new one, as a new
 * incarnation.
 */
public final class NamespaceLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an error.
   *
   * @param how how the contents were lost, in words that follow "because", for users
   */
  public NamespaceLost(String how) {
    super(how);
  }

  /** Returns how the contents were lost. */
  public String how() {
    return String.valueOf(getMessage());
  }
}
