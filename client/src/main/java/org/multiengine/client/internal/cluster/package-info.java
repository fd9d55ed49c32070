/**
 * The host of a cluster: what it starts, its metrics, and its connection files.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.cluster;

import org.jspecify.annotations.NullMarked;
