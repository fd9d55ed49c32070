/**
 * The way of a process into a cluster: connections of clients, and nodes that join and leave.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.join;

import org.jspecify.annotations.NullMarked;
