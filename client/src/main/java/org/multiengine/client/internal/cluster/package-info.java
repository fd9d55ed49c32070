/**
 * The host of a cluster: engine processes, their output and restarts, metrics, connection files.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.cluster;

import org.jspecify.annotations.NullMarked;
