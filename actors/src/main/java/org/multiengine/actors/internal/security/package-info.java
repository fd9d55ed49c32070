/**
 * Authentication and encryption in a cluster: the cluster's certificate authority, the credentials
 * it issues, TLS between the nodes, and TLS between clients and hosts. Start with {@link
 * org.multiengine.actors.internal.security.ClusterKeys} on a host, {@link
 * org.multiengine.actors.internal.security.ClusterTls} on every node, and {@link
 * org.multiengine.actors.internal.security.DoorTls} for clients.
 */
@NullMarked
package org.multiengine.actors.internal.security;

import org.jspecify.annotations.NullMarked;
