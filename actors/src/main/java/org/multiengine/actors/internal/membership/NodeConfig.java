package org.multiengine.actors.internal.membership;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;

/**
 * The configuration of nodes that Multiengine starts itself. {@code multiengine-node.conf}
 * overrides the defaults; the application's own configuration and system properties override both.
 * An application that embeds Multiengine uses its own configuration instead.
 */
public final class NodeConfig {

  /** The name of the actor system of every node that Multiengine starts. */
  public static final String SYSTEM_NAME = "multiengine";

  /** The defaults of all libraries, which are read once a JVM. */
  private static final class Defaults {
    private static final Config ALL = ConfigFactory.defaultReferenceUnresolved(loader());
  }

  private NodeConfig() {}

  /** Loads the configuration. */
  public static Config load() {
    return ConfigFactory.defaultOverrides()
        .withFallback(ConfigFactory.defaultApplication())
        .withFallback(ConfigFactory.parseResources(loader(), "multiengine-node.conf"))
        .withFallback(versions())
        .withFallback(Defaults.ALL)
        .resolve();
  }

  private static Config versions() {
    return ConfigValueFactory.fromMap(Versions.own().byName()).atPath(Versions.PATH);
  }

  private static ClassLoader loader() {
    return NodeConfig.class.getClassLoader();
  }
}
