package org.multiengine.client;

import akka.actor.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the nodes of this machine from others: of these the operating system can say more. */
final class ThisMachine {

  private static final Logger LOG = LoggerFactory.getLogger(ThisMachine.class);

  private ThisMachine() {}

  /** Returns whether a node's address is one of this machine. */
  static boolean has(Address node) {
    try {
      InetAddress address = InetAddress.getByName(node.getHost().get());
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      LOG.debug("the address of {} is not known here", node, unknown);
      return false;
    }
  }
}
