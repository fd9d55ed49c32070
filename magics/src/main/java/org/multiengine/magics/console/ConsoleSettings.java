package org.multiengine.magics.console;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * The settings of the console, {@code multiengine.console} in {@code reference.conf}.
 *
 * @param maxInputs how many inputs {@code In} and {@code %history} keep
 * @param maxOutputs how many values {@code Out} keeps
 * @param historyLines how many inputs the file of the history keeps
 * @param liveAfter after how long a wait what engines print is shown while they print it
 * @param maxHeldCharacters how much of what they print is held back until then
 * @param pollInterval how often a long wait asks the engines what they run
 * @param errorsShown how many failures of one call are shown before {@code %tb} shows all
 * @param completionLimit how long a completion, or giving up a wait, waits for the engines
 */
record ConsoleSettings(
    int maxInputs,
    int maxOutputs,
    int historyLines,
    Duration liveAfter,
    int maxHeldCharacters,
    Duration pollInterval,
    int errorsShown,
    Duration completionLimit) {

  /** Reads them from the configuration of this program. */
  static ConsoleSettings load() {
    return of(ConfigFactory.load().getConfig("multiengine.console"));
  }

  static ConsoleSettings of(Config config) {
    return new ConsoleSettings(
        config.getInt("max-inputs"),
        config.getInt("max-outputs"),
        config.getInt("history-lines"),
        config.getDuration("live-after"),
        config.getInt("max-held-characters"),
        config.getDuration("poll-interval"),
        config.getInt("errors-shown"),
        config.getDuration("completion-limit"));
  }
}
