package org.multiengine.actors.internal.protocol;

/** A message that may cross the network; bound to Jackson CBOR in {@code reference.conf}. */
public interface WireMessage {}
