package org.multiengine.core.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The engine's process ended while the request was there, or could not be reached for longer than
 * {@code multiengine.door.resume-within}. Whether the request had run is not known. An engine whose
 * process has ended returns under its id with an empty namespace; an engine that could not be
 * reached keeps its namespace.
 */
public final class EngineLost extends KernelError {

  private static final long serialVersionUID = 1L;

  private static final String INCARNATION = "incarnation";
  private static final String ENDING = "ending";

  /** Creates an error of which only the text for the user is known. */
  public EngineLost(String message) {
    this(message, Map.of());
  }

  EngineLost(String message, Map<String, String> details) {
    super(message, details);
  }

  /**
   * Returns the error of an engine whose end is described by a whole sentence.
   *
   * @param engine the engine
   * @param incarnation the life of the engine that ended
   * @param ending how it ended, for example {@code engine 1 was killed}
   */
  public static EngineLost of(EngineId engine, String incarnation, String ending) {
    return new EngineLost(ending, details(engine, incarnation, ending));
  }

  /**
   * Returns the error of an engine on a node.
   *
   * @param engine the engine
   * @param incarnation the life of the engine that ended
   * @param node the address of its node
   * @param ending how it ended, for example {@code process 4711 was killed by signal 9}
   */
  public static EngineLost onNode(EngineId engine, String incarnation, String node, String ending) {
    String text = "engine " + engine + " on " + node + ": " + ending;
    return new EngineLost(text, details(engine, incarnation, ending));
  }

  private static Map<String, String> details(EngineId engine, String incarnation, String ending) {
    return Map.of(ENGINE, engine.toString(), INCARNATION, incarnation, ENDING, ending);
  }

  /** Returns the engine that was lost, or null if it is not known. */
  public @Nullable EngineId engine() {
    return engineDetail();
  }

  /**
   * Returns the life of the engine that ended, or an empty text if it is not known. Each start of
   * an engine begins another life.
   */
  public String incarnation() {
    return detail(INCARNATION);
  }

  /** Returns how the engine or its process ended, or an empty text if that is not known. */
  public String ending() {
    return detail(ENDING);
  }
}
