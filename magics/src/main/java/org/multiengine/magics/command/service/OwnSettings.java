package org.multiengine.magics.command.service;

/** Settings that a user has given to this JVM alone. A host that runs for all has others. */
final class OwnSettings {

  private OwnSettings() {}

  /** Returns whether there are any, in the system properties. */
  static boolean exist() {
    for (String name : System.getProperties().stringPropertyNames()) {
      if (isSetting(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSetting(String name) {
    return switch (name) {
      case "multiengine.home", "multiengine.archive", "config.file" -> false;
      default ->
          name.startsWith("multiengine.")
              || name.startsWith("akka.")
              || name.startsWith("config.")
              || name.startsWith("logback.")
              || name.startsWith("picocli.");
    };
  }
}
