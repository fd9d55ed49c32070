/**
 * This machine and its place in the network: its addresses, processes, and routes to others.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.machine;

import org.jspecify.annotations.NullMarked;
