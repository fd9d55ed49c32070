package org.multiengine.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses a cluster may be bound to as long as its connections are not secured. */
final class Loopback {

  private Loopback() {}

  /**
   * Returns the address in digits.
   *
   * @throws IllegalArgumentException if it is not of this machine's loopback
   */
  static String require(String name) {
    try {
      InetAddress address = InetAddress.getByName(name);
      if (address instanceof Inet4Address && address.isLoopbackAddress() && !name.isEmpty()) {
        return address.getHostAddress();
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("cannot bind to " + name + ": there is no such host", e);
    }
    throw new IllegalArgumentException(
        "cannot bind to "
            + name
            + ": connections are not secured yet, so a cluster stays on this machine; name a"
            + " loopback address, as 127.0.0.1 or 127.0.0.2");
  }
}
