package org.multiengine.actors.internal.membership;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;

/**
 * The configuration of nodes that Multiengine starts itself: {@code multiengine-node.conf} over the
 * defaults, and the application's own configuration and system properties over both. In an
 * application that embeds Multiengine its own configuration holds and this one is not used.
 */
public final class NodeConfig {

  /** The name of the actor system of every node Multiengine starts. */
  public static final String SYSTEM_NAME = "multiengine";

  private NodeConfig() {}

  /** Returns the configuration. */
  public static Config load() {
    return ConfigFactory.defaultOverrides()
        .withFallback(ConfigFactory.defaultApplication())
        .withFallback(ConfigFactory.parseResources(loader(), "multiengine-node.conf"))
        .withFallback(versions())
        .withFallback(ConfigFactory.defaultReferenceUnresolved(loader()))
        .resolve();
  }

  private static Config versions() {
    return ConfigValueFactory.fromMap(Versions.own().byName()).atPath(Versions.PATH);
  }

  private static ClassLoader loader() {
    return NodeConfig.class.getClassLoader();
  }
}
