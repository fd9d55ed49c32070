package org.multiengine.core.namespace.python.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.multiengine.core.error.KernelError;

/**
 * The settings of Python engines.
 *
 * @param executable the program; empty to look for one on the path
 * @param startLimit how long a process may take until it is ready
 * @param interruptGrace how long code may continue after an interrupt before its process is ended
 * @param maxMemory the maximum number of bytes of a process's address space; 0 for no limit
 */
public record PythonSettings(
    String executable, Duration startLimit, Duration interruptGrace, long maxMemory) {

  /** The prefix of the settings in configurations. */
  public static final String PREFIX = "multiengine.languages.python";

  private static final List<String> NAMES = List.of("python3", "python");

  private static final String START_LIMIT = "60000";
  private static final String INTERRUPT_GRACE = "5000";

  /**
   * Reads the settings.
   *
   * @param options the texts of the settings by name; times in milliseconds, amounts in bytes
   * @throws KernelError if a number cannot be read
   */
  public static PythonSettings of(Map<String, String> options) {
    return new PythonSettings(
        options.getOrDefault("executable", ""),
        Duration.ofMillis(number(options, "start-limit", START_LIMIT)),
        Duration.ofMillis(number(options, "interrupt-grace", INTERRUPT_GRACE)),
        number(options, "max-memory", "0"));
  }

  private static long number(Map<String, String> options, String name, String otherwise) {
    String text = options.getOrDefault(name, otherwise);
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // reported below
    }
    throw new KernelError(
        PREFIX + "." + name + " must be a number of 0 or more, not '" + text + "'");
  }

  /** Returns the programs to try, the preferred one first. */
  List<String> candidates() {
    return executable.isEmpty() ? NAMES : List.of(executable);
  }
}
