package org.multiengine.client.cluster;

import java.util.regex.Pattern;
import org.multiengine.actors.internal.membership.NodeConfig;

/** The address of a host that founds a cluster. */
final class SeedNode {

  private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+:[1-9][0-9]{0,4}");

  private SeedNode() {}

  /**
   * Returns the address of a host in Akka's form.
   *
   * @param host a name or address and a port, like {@code 10.0.0.1:25520}
   * @throws IllegalArgumentException if the text has another form
   */
  static String addressOf(String host) {
    if (!HOST_AND_PORT.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "a seed node is a host and its port, as 10.0.0.1:25520: " + host);
    }
    return "akka://" + NodeConfig.SYSTEM_NAME + "@" + host;
  }
}
