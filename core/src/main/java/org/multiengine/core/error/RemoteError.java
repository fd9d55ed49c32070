package org.multiengine.core.error;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * An error that a script or function threw on an engine. The cause is the original exception if the
 * client knows its class and may decode it.
 */
public final class RemoteError extends KernelError {

  private static final long serialVersionUID = 1L;

  private final int engine;
  private final String method;
  private final String errorName;
  private final String errorMessage;
  private final String traceback;

  /**
   * Creates an error.
   *
   * @param engine the engine on which the code threw
   * @param method the engine's method
   * @param errorName the name of the class that was thrown, without its package
   * @param errorMessage the text of what was thrown; empty if it has none
   * @param traceback the traceback in IPython's form; empty if there is none
   * @param cause what was thrown, or null if it cannot be decoded here
   */
  public RemoteError(
      EngineId engine,
      String method,
      String errorName,
      String errorMessage,
      String traceback,
      @Nullable Throwable cause) {
    super(errorMessage.isEmpty() ? errorName : errorName + ": " + errorMessage, cause);
    this.engine = engine.value();
    this.method = method;
    this.errorName = errorName;
    this.errorMessage = errorMessage;
    this.traceback = traceback;
  }

  /** Returns the engine on which the code threw. */
  public EngineId engine() {
    return new EngineId(engine);
  }

  /** Returns the engine's method, for example {@code execute}. */
  public String method() {
    return method;
  }

  /** Returns the name of the class that was thrown, without its package. */
  @Override
  public String errorName() {
    return errorName;
  }

  /** Returns the text of what was thrown; empty if it has none. */
  @Override
  public String errorMessage() {
    return errorMessage;
  }

  /** Returns the traceback with the script's lines, in IPython's form; empty if there is none. */
  public String traceback() {
    return traceback;
  }
}
