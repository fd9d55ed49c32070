package org.multiengine.actors;

/** A message that may cross the network; bound to Jackson CBOR in {@code reference.conf}. */
interface WireMessage {}
