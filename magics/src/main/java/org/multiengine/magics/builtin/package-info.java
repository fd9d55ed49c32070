/**
 * Tables, completions, patterns and access to files, as the groups of built-in magics share them.
 * The magics of the console are in the packages below. Start with {@link
 * org.multiengine.magics.builtin.calls.PxMagic}.
 */
@NullMarked
package org.multiengine.magics.builtin;

import org.jspecify.annotations.NullMarked;
