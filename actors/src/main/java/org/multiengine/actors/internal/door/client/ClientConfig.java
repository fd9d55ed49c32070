package org.multiengine.actors.internal.door.client;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;

/**
 * The configuration of the actor system of a client. {@code multiengine-client.conf} overrides the
 * configuration of a node.
 */
final class ClientConfig {

  private static final Config OVERRIDES =
      ConfigFactory.parseResources(ClientConfig.class.getClassLoader(), "multiengine-client.conf");

  /** The settings that the overrides replace as a whole instead of being merged with them. */
  private static final List<String> REPLACED =
      List.of(
          "akka.actor.serializers",
          "akka.actor.serialization-identifiers",
          "akka.actor.serialization-bindings");

  private ClientConfig() {}

  /** Returns the configuration of a client for a node's configuration. */
  static Config of(Config node) {
    Config kept = node;
    for (String path : REPLACED) {
      kept = kept.withoutPath(path);
    }
    return OVERRIDES.withFallback(kept);
  }
}
