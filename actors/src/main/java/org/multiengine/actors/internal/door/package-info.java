/**
 * Connections of clients that are no members of a cluster, at the client's end and at the end of
 * hosts and engine processes. No API.
 */
@NullMarked
package org.multiengine.actors.internal.door;

import org.jspecify.annotations.NullMarked;
