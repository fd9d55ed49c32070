package org.multiengine.core.error;

import java.util.Collection;
import org.multiengine.core.identity.EngineId;

/**
 * The targets of a call name an engine that is not registered, or cannot be parsed (reference,
 * 2.1). The error is thrown bare, never inside a {@code CompositeError}; nothing of the call ran on
 * any engine.
 */
public final class InvalidEngineID extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public InvalidEngineID(String message) {
    super(message);
  }

  /** Returns the error of an id that no engine has. */
  public static InvalidEngineID notRegistered(int id, Collection<EngineId> registered) {
    return new InvalidEngineID(
        "Engine with id " + id + " is not registered; registered are " + registered);
  }

  /** Returns the error of a text that is not in the syntax of targets. */
  public static InvalidEngineID notTargets(String text) {
    return new InvalidEngineID(
        "targets argument is not an int, list of ints or 'all': '"
            + text
            + "'; write for example 2, 0,2 or all, -1 for the last engine, ::2 for every second");
  }
}
