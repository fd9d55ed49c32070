/** Magics that run code on the engines and show its results. */
@NullMarked
package org.multiengine.magics.builtin.calls;

import org.jspecify.annotations.NullMarked;
