package org.multiengine.client.internal.join;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the nodes of a cluster must have in common: an application's settings travel in its
 * connection file, and the node of an operator's console takes them over.
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

  /** Returns them as they are in a configuration. */
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
   * Returns a node's configuration with an application's settings. The application's nodes need not
   * know of the check of versions that nodes of Multiengine's own clusters make.
   */
  static Config in(Config config, Map<String, String> settings) {
    Config taken = ConfigFactory.empty();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (PATHS.stream().noneMatch(path -> isWithin(path, setting.getKey()))) {
        continue; // no connection file changes anything else of this JVM
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
