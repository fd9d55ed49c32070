package org.multiengine.core.task;

/**
 * How much of a client's work a node accepts now.
 *
 * @param window the number of attempts that the client may have at the node, running or not
 * @param busyElsewhere the number of the node's engines that other work holds for a while: direct
 *     calls, or tasks of other clients
 * @param idle the number of the node's engines that have been idle for a while, although attempts
 *     wait at the node
 * @param clients the number of clients that have tasks at the node
 */
public record NodeGrant(int window, int busyElsewhere, int idle, int clients) {}
