/**
 * The built-in magics of the console. Start with {@link org.multiengine.magics.builtin.PxMagic}.
 */
@NullMarked
package org.multiengine.magics.builtin;

import org.jspecify.annotations.NullMarked;
