/**
 * The life of resources: open, closing, closed.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.life;

import org.jspecify.annotations.NullMarked;
