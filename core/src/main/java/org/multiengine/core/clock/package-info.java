/** The time of day and the time that passes. */
@NullMarked
package org.multiengine.core.clock;

import org.jspecify.annotations.NullMarked;
