/** Magics that list, choose and remove engines and clients. */
@NullMarked
package org.multiengine.magics.builtin.engines;

import org.jspecify.annotations.NullMarked;
