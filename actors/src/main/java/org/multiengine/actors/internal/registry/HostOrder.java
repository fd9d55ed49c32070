package org.multiengine.actors.internal.registry;

import org.multiengine.actors.internal.protocol.WireMessage;

/** What all hosts of a cluster are told. */
public enum HostOrder implements WireMessage {
  /** A client wants the whole cluster to end. */
  SHUTDOWN
}
