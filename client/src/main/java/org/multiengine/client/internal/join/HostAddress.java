package org.multiengine.client.internal.join;

import org.multiengine.client.join.PortRange;
import org.multiengine.client.internal.machine.ThisMachine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a host and its engine processes listen.
 *
 * @param bind the address they bind to
 * @param advertised the name or address others reach them at; part of their address in the cluster
 * @param ports of the host
 * @param enginePorts of the engine processes, one each
 */
public record HostAddress(InetAddress bind, String advertised, PortRange ports, PortRange enginePorts) {

  /**
   * Checks an address of this machine.
   *
   * @param bind its name, or itself in digits; 0.0.0.0 for all of this machine
   * @param advertise what others reach it at; null for the same
   * @throws IllegalArgumentException if it is none, says why
   */
  public static HostAddress of(
      String bind, @Nullable String advertise, PortRange ports, PortRange enginePorts) {
    InetAddress address = resolve(bind);
    if (address.isAnyLocalAddress() && advertise == null) {
      throw new IllegalArgumentException(
          "whoever binds to "
              + bind
              + " has to say at which address others reach it: name it by --advertise");
    }
    return new HostAddress(
        address, advertise == null ? address.getHostAddress() : advertise, ports, enginePorts);
  }

  private static InetAddress resolve(String name) {
    try {
      InetAddress address = InetAddress.getByName(name);
      if (!name.isEmpty() && address instanceof Inet4Address && ThisMachine.has(address)) {
        return address;
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("cannot bind to " + name + ": there is no such host", e);
    }
    throw new IllegalArgumentException(
        "cannot bind to "
            + name
            + ": it is no IPv4 address of this machine; name one of its own, as 127.0.0.1, or"
            + " 0.0.0.0 for all");
  }

  public boolean isLoopback() {
    return bind.isLoopbackAddress();
  }

  /** Returns a configuration with this address and a free port. */
  public Config in(Config config) {
    return config
        .withValue("akka.remote.artery.canonical.hostname", value(advertised))
        .withValue("akka.remote.artery.canonical.port", value(ports.free(bind, port -> false)))
        .withValue("akka.remote.artery.bind.hostname", value(bind.getHostAddress()));
  }

  private static ConfigValue value(Object value) {
    return ConfigValueFactory.fromAnyRef(value);
  }

  /** Returns a port for an engine process; 0 for any that is free. */
  public int enginePort(IntPredicate isTaken) {
    return enginePorts.free(bind, isTaken);
  }
}
