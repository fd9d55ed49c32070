package org.multiengine.magics.command;

/** Where the processes of the command write their log, unless the user has said so himself. */
final class Logging {

  private static final String SETTING = "logback.configurationFile";
  private static final String OURS = "org/multiengine/magics/logback-command.xml";

  private Logging() {}

  /** Chooses the configuration; must run before anything is logged. */
  static void configure() {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, OURS);
    }
  }

  /** Returns the option by which a child process logs as this one does. */
  static String option() {
    return "-D" + SETTING + "=" + System.getProperty(SETTING, OURS);
  }
}
