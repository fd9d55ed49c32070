package org.multiengine.magics.console;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * The settings of the console, {@code multiengine.console} in {@code reference.conf}.
 *
 * @param maxInputs the number of inputs that {@code In} and {@code %history} keep
 * @param maxOutputs the number of values that {@code Out} keeps
 * @param historyLines the number of inputs that the history file keeps
 * @param liveAfter the time of waiting after which the output of engines is shown live
 * @param maxHeldCharacters the number of characters of output that are held back until then
 * @param pollInterval the interval at which a long wait asks the engines what they run
 * @param errorsShown the number of failures of one call that are shown; {@code %tb} shows all
 * @param fullResults the number of engines whose inputs are shown with their results
 * @param inputLines the number of lines of an input that are shown with results
 * @param timeAfter the time of a call after which the prompt shows how long it took
 * @param completionLimit the longest time that a completion waits for the engines
 */
record ConsoleSettings(
    int maxInputs,
    int maxOutputs,
    int historyLines,
    Duration liveAfter,
    int maxHeldCharacters,
    Duration pollInterval,
    int errorsShown,
    int fullResults,
    int inputLines,
    Duration timeAfter,
    Duration completionLimit) {

  /** Reads the settings from the configuration of this program. */
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
        config.getInt("full-results"),
        config.getInt("input-lines"),
        config.getDuration("time-after"),
        config.getDuration("completion-limit"));
  }
}
