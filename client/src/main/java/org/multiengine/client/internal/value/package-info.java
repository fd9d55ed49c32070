/**
 * The values and functions of a client on their way to engines and back.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.value;

import org.jspecify.annotations.NullMarked;
