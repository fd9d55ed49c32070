/**
 * Authentication and encryption between the nodes of a cluster: the cluster's certificate
 * authority, the credentials it issues, and TLS between the nodes that hold them. Start with {@link
 * org.multiengine.actors.internal.security.ClusterKeys} on a host, and {@link
 * org.multiengine.actors.internal.security.ClusterTls} on every node.
 */
@NullMarked
package org.multiengine.actors.internal.security;

import org.jspecify.annotations.NullMarked;
