package org.multiengine.magics.command;

import java.nio.file.Path;

/** Where the processes of the command write their log, unless the user has said so himself. */
final class Logging {

  private static final String SETTING = "logback.configurationFile";
  private static final String TO_STDERR = "org/multiengine/magics/logback-command.xml";
  private static final String TO_FILE = "org/multiengine/magics/logback-host.xml";
  private static final String TO_JSON_FILE = "org/multiengine/magics/logback-host-json.xml";
  private static final String CLUSTER = "multiengine.cluster";
  private static final String FILE = "multiengine.log";

  private Logging() {}

  /** Chooses standard error; must run before anything is logged. */
  static void configure() {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, TO_STDERR);
    }
  }

  /** How the lines of a log look. */
  enum Format {
    /** For people, with key-value pairs at the end. */
    TEXT,
    /** A JSON object each. */
    JSON
  }

  /** Chooses a file for the log of a cluster's host; must run before anything is logged. */
  static void toFile(Path file, String cluster, Format format) {
    if (TO_STDERR.equals(System.getProperty(SETTING))) {
      System.setProperty(SETTING, format == Format.JSON ? TO_JSON_FILE : TO_FILE);
      System.setProperty(CLUSTER, cluster);
      System.setProperty(FILE, file.toString());
    }
  }

  /** Returns the option by which a child process logs to its standard error. */
  static String option() {
    String chosen = System.getProperty(SETTING, TO_STDERR);
    return "-D"
        + SETTING
        + "="
        + (chosen.equals(TO_FILE) || chosen.equals(TO_JSON_FILE) ? TO_STDERR : chosen);
  }
}
