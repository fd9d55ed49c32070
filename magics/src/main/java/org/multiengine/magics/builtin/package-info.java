/**
 * The magics that come with the console. {@link org.multiengine.magics.builtin.PxMagic} is the one
 * to start with.
 */
@NullMarked
package org.multiengine.magics.builtin;

import org.jspecify.annotations.NullMarked;
