/** Options that several of the built-in magics take. */
@NullMarked
package org.multiengine.magics.builtin.options;

import org.jspecify.annotations.NullMarked;
