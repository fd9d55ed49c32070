package org.multiengine.actors;

/** What all hosts of a cluster are told. */
enum HostOrder implements WireMessage {
  /** A client wants the whole cluster to end. */
  SHUTDOWN
}
