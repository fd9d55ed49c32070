/**
 * The engine processes of a host: their command lines, starts, output, progress and ends.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.process;

import org.jspecify.annotations.NullMarked;
