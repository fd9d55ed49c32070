package org.multiengine.core.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The engine was restarted after this client had used it, and its namespace is empty. The first
 * call of the client that needs the namespace fails with this error and does not run on the engine.
 * Later calls run.
 */
public final class EngineRestarted extends KernelError {

  private static final long serialVersionUID = 1L;

  private static final String EARLIER_END = "earlier-end";

  /** Creates an error of which only the text for the user is known. */
  public EngineRestarted(String message) {
    this(message, Map.of());
  }

  EngineRestarted(String message, Map<String, String> details) {
    super(message, details);
  }

  /**
   * Returns the error of an engine.
   *
   * @param engine the engine
   * @param earlierEnd how its earlier life ended, in one line; empty if that is not known
   */
  public static EngineRestarted of(EngineId engine, String earlierEnd) {
    String text =
        "engine "
            + engine
            + " was restarted and its namespace is empty; this call was not run there, later calls"
            + " will be";
    return new EngineRestarted(
        earlierEnd.isEmpty() ? text : text + "; before, " + earlierEnd,
        Map.of(ENGINE, engine.toString(), EARLIER_END, earlierEnd));
  }

  /** Returns the engine that was restarted, or null if it is not known. */
  public @Nullable EngineId engine() {
    return engineDetail();
  }

  /** Returns how the earlier life ended, or an empty text if that is not known. */
  public String earlierEnd() {
    return detail(EARLIER_END);
  }
}
