package org.multiengine.magics.command.process;

import java.nio.file.Path;

/**
 * Chooses the log of the command and of the processes it starts, unless the user has chosen one.
 */
public final class Logging {

  private static final String CONFIGURATION_PROPERTY = "logback.configurationFile";
  private static final String STDERR_CONFIGURATION = "org/multiengine/magics/logback-command.xml";
  private static final String TEXT_FILE_CONFIGURATION = "org/multiengine/magics/logback-host.xml";
  private static final String JSON_FILE_CONFIGURATION =
      "org/multiengine/magics/logback-host-json.xml";
  private static final String CLUSTER_PROPERTY = "multiengine.cluster";
  private static final String FILE_PROPERTY = "multiengine.log";

  private Logging() {}

  /** Chooses standard error. Must be called before anything is logged. */
  public static void configure() {
    if (System.getProperty(CONFIGURATION_PROPERTY) == null) {
      System.setProperty(CONFIGURATION_PROPERTY, STDERR_CONFIGURATION);
    }
  }

  /** The format of a log. */
  public enum Format {
    /** Plain lines, with key-value pairs at the end. */
    TEXT,
    /** A JSON object in each line. */
    JSON
  }

  /** Chooses a file for the log of a cluster's host. Must be called before anything is logged. */
  public static void toFile(Path file, String cluster, Format format) {
    if (STDERR_CONFIGURATION.equals(System.getProperty(CONFIGURATION_PROPERTY))) {
      System.setProperty(
          CONFIGURATION_PROPERTY,
          format == Format.JSON ? JSON_FILE_CONFIGURATION : TEXT_FILE_CONFIGURATION);
      System.setProperty(CLUSTER_PROPERTY, cluster);
      System.setProperty(FILE_PROPERTY, file.toString());
    }
  }

  /** Returns the JVM option that makes a child process log to its standard error. */
  public static String option() {
    String chosen = System.getProperty(CONFIGURATION_PROPERTY, STDERR_CONFIGURATION);
    return "-D"
        + CONFIGURATION_PROPERTY
        + "="
        + (chosen.equals(TEXT_FILE_CONFIGURATION) || chosen.equals(JSON_FILE_CONFIGURATION)
            ? STDERR_CONFIGURATION
            : chosen);
  }
}
