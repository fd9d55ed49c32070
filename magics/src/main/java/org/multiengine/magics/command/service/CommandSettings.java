package org.multiengine.magics.command.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/**
 * The settings of commands, {@code multiengine.command} in {@code reference.conf}.
 *
 * @param isEnabled whether a host runs commands for other processes
 * @param maxEngines the maximum number of engines of a cluster whose host does so
 * @param socketFolder the folder of local sockets; empty if there is none
 * @param limits the limits of the service
 * @param writesArchive whether a host writes a missing class-data archive
 */
public record CommandSettings(
    boolean isEnabled,
    int maxEngines,
    String socketFolder,
    ServiceLimits limits,
    boolean writesArchive) {

  /** Reads the settings from the configuration of this program. */
  public static CommandSettings load() {
    return of(ConfigFactory.load().getConfig("multiengine"));
  }

  static CommandSettings of(Config config) {
    Config command = config.getConfig("command");
    return new CommandSettings(
        command.getBoolean("enabled"),
        command.getInt("max-engines"),
        config.getString("link.local-socket.folder"),
        new ServiceLimits(
            command.getInt("max-commands"),
            Math.toIntExact(command.getBytes("max-request-bytes")),
            command.getDuration("request-limit")),
        command.getBoolean("write-archive"));
  }
}
