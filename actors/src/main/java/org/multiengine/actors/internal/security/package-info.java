/**
 * What closes a cluster to strangers: a certificate authority of its own, the credentials it
 * issues, and TLS between the nodes that hold them. Start with {@link
 * org.multiengine.actors.internal.security.ClusterKeys} on a host, and {@link
 * org.multiengine.actors.internal.security.ClusterTls} on every node.
 */
@NullMarked
package org.multiengine.actors.internal.security;

import org.jspecify.annotations.NullMarked;
