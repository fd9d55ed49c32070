/** A tour of the multiengine interface, shown by {@link org.multiengine.magics.tour.Tour}. */
@NullMarked
package org.multiengine.magics.tour;

import org.jspecify.annotations.NullMarked;
