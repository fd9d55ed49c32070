package org.multiengine.client.internal.call;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a client, read from {@code multiengine.client}.
 *
 * @param user the user's name; empty for the name the operating system has
 * @param allowedClasses the classes and packages whose values engines may send
 * @param maxPendingCalls how many calls may be open at a time
 * @param fullWait how long a call waits for another one to end when too many are open
 * @param maxUnheardCharacters how much output may wait for one listener
 * @param infoWait how long engines may take to report their state
 * @param addLimit how long the start of more engines may take
 * @param maxTaskResults how many ended tasks a task client remembers
 * @param language the name of the language that engines run
 */
record ClientSettings(
    String user,
    List<String> allowedClasses,
    int maxPendingCalls,
    Duration fullWait,
    long maxUnheardCharacters,
    Duration infoWait,
    Duration addLimit,
    int maxTaskResults,
    String language) {

  /** Reads the settings from a node's configuration. */
  static ClientSettings of(Config config) {
    Config client = config.getConfig("multiengine.client");
    return new ClientSettings(
        client.getString("user"),
        client.getStringList("allowed-classes"),
        client.getInt("max-pending"),
        client.getDuration("full-wait"),
        client.getInt("max-unheard-characters"),
        client.getDuration("info-wait"),
        client.getDuration("add-limit"),
        client.getInt("max-task-results"),
        config.getString("multiengine.engine.language"));
  }
}
