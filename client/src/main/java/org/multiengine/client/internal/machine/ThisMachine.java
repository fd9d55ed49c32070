package org.multiengine.client.internal.machine;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Determines whether addresses are those of this machine. */
public final class ThisMachine {

  private static final Logger LOG = LoggerFactory.getLogger(ThisMachine.class);

  private ThisMachine() {}

  /** Returns whether a name or an IP address is one of this machine. */
  public static boolean has(String host) {
    try {
      return has(InetAddress.getByName(host));
    } catch (UnknownHostException unknown) {
      LOG.debug("the address of {} is not known here", host, unknown);
      return false;
    }
  }

  /** Returns whether an address is one of this machine; the wildcard address is. */
  public static boolean has(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      LOG.debug("the addresses of this machine cannot be read", unknown);
      return false;
    }
  }
}
