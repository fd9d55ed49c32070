/** A sweep of a parameter. Start with {@link org.multiengine.samples.sweep.ParameterSweep}. */
@NullMarked
package org.multiengine.samples.sweep;

import org.jspecify.annotations.NullMarked;
