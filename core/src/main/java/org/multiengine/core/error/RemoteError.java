package org.multiengine.core.error;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;

/**
 * What a script or function threw on an engine. The cause is the original exception where its class
 * is known to the client and may be decoded there.
 */
public final class RemoteError extends KernelError {

  private static final long serialVersionUID = 1L;

  private final int engine;
  private final String method;
  private final String errorName;
  private final String errorMessage;
  private final String traceback;

  public RemoteError(EngineId engine, String method, Failure failure, @Nullable Throwable cause) {
    super(
        failure.errorName()
            + (failure.errorMessage().isEmpty() ? "" : ": " + failure.errorMessage()),
        cause);
    this.engine = engine.value();
    this.method = method;
    this.errorName = failure.errorName();
    this.errorMessage = failure.errorMessage();
    this.traceback = failure.traceback();
  }

  /** Returns the engine it happened on. */
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
