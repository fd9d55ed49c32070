package org.multiengine.actors.internal.admin;

import org.multiengine.actors.internal.protocol.WireMessage;

/** An order to all hosts of a cluster. */
public enum HostOrder implements WireMessage {
  /** Ends the whole cluster, at the request of a client. */
  SHUTDOWN
}
