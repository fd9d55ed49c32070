package org.multiengine.core.error;

import java.util.Collection;
import org.multiengine.core.identity.EngineId;

/**
 * The targets of a call name an engine that is not registered, or nothing at all (reference, 2.1).
 * Thrown bare, never inside a {@code CompositeError}; nothing of the call ran on any engine.
 */
public final class InvalidEngineID extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public InvalidEngineID(String message) {
    super(message);
  }

  public static InvalidEngineID notRegistered(int id, Collection<EngineId> registered) {
    return new InvalidEngineID(
        "Engine with id " + id + " is not registered; registered are " + registered);
  }

  public static InvalidEngineID notTargets(String text) {
    return new InvalidEngineID(
        "targets argument is not an int, list of ints or 'all': '"
            + text
            + "'; write for example 2, 0,2 or all, -1 for the last engine, ::2 for every second");
  }
}
