package org.multiengine.client.internal.join;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that all nodes of a cluster must share. Those of an application are part of its
 * connection file, and an operator's node takes them from there.
 */
public final class ApplicationSettings {

  private static final List<String> PATHS =
      List.of(
          "akka.cluster.downing-provider-class",
          "akka.cluster.split-brain-resolver",
          "akka.cluster.sharding.state-store-mode",
          "akka.cluster.distributed-data.name",
          "akka.remote.artery.transport",
          "akka.remote.artery.advanced.maximum-frame-size");

  private ApplicationSettings() {}

  /** Returns the shared settings of a configuration. */
  public static Map<String, String> of(Config config) {
    Map<String, String> settings = new TreeMap<>();
    for (String path : PATHS) {
      Config here = config.withOnlyPath(path);
      here.entrySet()
          .forEach(
              entry -> settings.put(entry.getKey(), String.valueOf(entry.getValue().unwrapped())));
    }
    return settings;
  }

  /**
   * Returns a node's configuration with an application's settings. The check of versions is
   * removed, because the application's nodes may not have it.
   */
  static Config in(Config config, Map<String, String> settings) {
    Config taken = ConfigFactory.empty();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (PATHS.stream().noneMatch(path -> isWithin(path, setting.getKey()))) {
        continue; // a connection file changes no other setting of this JVM
      }
      taken = taken.withValue(setting.getKey(), ConfigValueFactory.fromAnyRef(setting.getValue()));
    }
    return taken
        .withValue(
            "akka.cluster.configuration-compatibility-check.checkers.multiengine",
            ConfigValueFactory.fromAnyRef(""))
        .withFallback(config);
  }

  private static boolean isWithin(String path, String key) {
    return key.equals(path) || key.startsWith(path + ".");
  }
}
