package org.multiengine.client.internal.join;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.machine.ThisMachine;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

/**
 * The address and ports at which a host and its engine processes listen.
 *
 * @param bind the address they bind to
 * @param advertised the name or address at which others reach them; part of their cluster address
 * @param ports the ports of the host
 * @param enginePorts the ports of the engine processes, one each
 */
public record HostAddress(
    InetAddress bind, String advertised, PortRange ports, PortRange enginePorts) {

  /**
   * Checks an address of this machine.
   *
   * @param bind the address or its name; 0.0.0.0 for all addresses of this machine
   * @param advertise the name or address at which others reach it; null for the same
   * @throws IllegalArgumentException if it is not an address of this machine; says why
   */
  public static HostAddress of(
      String bind, @Nullable String advertise, PortRange ports, PortRange enginePorts) {
    InetAddress address = resolve(bind);
    if (address.isAnyLocalAddress() && advertise == null) {
      throw new IllegalArgumentException(
          "a host that binds to "
              + bind
              + " must state the address at which others reach it: set --advertise");
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
            + ": it is not an IPv4 address of this machine; use one of its addresses, like"
            + " 127.0.0.1, or 0.0.0.0 for all");
  }

  /** Returns whether only this machine can reach the address. */
  public boolean isLoopback() {
    return bind.isLoopbackAddress();
  }

  /** Returns a configuration with this address and a free port. */
  public Config in(Config config) {
    return config
        .withValue("akka.remote.artery.canonical.hostname", value(advertised))
        .withValue(
            "akka.remote.artery.canonical.port", value(FreePort.find(ports, bind, port -> false)))
        .withValue("akka.remote.artery.bind.hostname", value(bind.getHostAddress()));
  }

  /**
   * Listens on a further port of the host.
   *
   * @param range the ports to choose from; the first free one is taken
   * @throws KernelError if none is free
   */
  public ServerSocketChannel listen(PortRange range) {
    return FreePort.listen(range, bind);
  }

  private static ConfigValue value(Object value) {
    return ConfigValueFactory.fromAnyRef(value);
  }

  /**
   * Returns a port for an engine process; 0 for any free port.
   *
   * @param isTaken returns whether a port is reserved although nobody listens on it yet
   */
  public int enginePort(IntPredicate isTaken) {
    return FreePort.find(enginePorts, bind, isTaken);
  }
}
