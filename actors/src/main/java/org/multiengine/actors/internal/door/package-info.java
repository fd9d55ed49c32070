/**
 * Connections between clients and the nodes of a cluster: doors, at which nodes accept them, and
 * the clients' side. A client is no member of the cluster; it connects, and nobody connects to it.
 */
@NullMarked
package org.multiengine.actors.internal.door;

import org.jspecify.annotations.NullMarked;
