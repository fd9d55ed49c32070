/**
 * Connections between clients and the nodes of a cluster: doors, at which nodes accept them, and
 * the messages and settings of both sides. A client is not a member of the cluster; it connects,
 * and nothing connects to it. Start with {@link org.multiengine.actors.internal.door.NodeDoors}. No
 * API.
 */
@NullMarked
package org.multiengine.actors.internal.door;

import org.jspecify.annotations.NullMarked;
