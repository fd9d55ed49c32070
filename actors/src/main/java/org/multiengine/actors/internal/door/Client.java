package org.multiengine.actors.internal.door;

/**
 * A client at the other end of a connection.
 *
 * @param description names it, as text for people
 * @param isDirect whether it is a process of this machine, connected without another between
 */
record Client(String description, boolean isDirect) {}
