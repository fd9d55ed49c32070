package org.multiengine.core.error;

/**
 * An engine has been started again since this client used it, so what the client had there is gone.
 * Told once to each client, by the first call that needs the engine's namespace, which is not run
 * there. The next one runs.
 */
public final class EngineRestarted extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public EngineRestarted(String message) {
    super(message);
  }
}
