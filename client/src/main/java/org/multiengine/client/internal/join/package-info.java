/**
 * The node of a client or host in a cluster: how it joins, watches its host, and leaves.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.join;

import org.jspecify.annotations.NullMarked;
