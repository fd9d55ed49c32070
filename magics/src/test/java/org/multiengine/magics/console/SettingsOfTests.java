package org.multiengine.magics.console;

import com.typesafe.config.ConfigFactory;

/** The console's settings with some of them changed. */
final class SettingsOfTests {

  private SettingsOfTests() {}

  /** Returns the settings; changes are lines as in a configuration file. */
  static ConsoleSettings with(String... changes) {
    return ConsoleSettings.of(
        ConfigFactory.parseString(String.join("\n", changes))
            .withFallback(ConfigFactory.load().getConfig("multiengine.console")));
  }
}
