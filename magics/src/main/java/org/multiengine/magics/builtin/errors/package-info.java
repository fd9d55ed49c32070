/** Magics that show and inspect the last error. */
@NullMarked
package org.multiengine.magics.builtin.errors;

import org.jspecify.annotations.NullMarked;
