/**
 * The clients' side of doors: the connections to a cluster, the registry that comes over them, and
 * orders. Start with {@link org.multiengine.actors.internal.door.client.DoorClient}. No API.
 */
@NullMarked
package org.multiengine.actors.internal.door.client;

import org.jspecify.annotations.NullMarked;
