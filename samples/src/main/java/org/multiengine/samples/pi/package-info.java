/** Pi by the Monte Carlo method. Start with {@link org.multiengine.samples.pi.MonteCarloPi}. */
@NullMarked
package org.multiengine.samples.pi;

import org.jspecify.annotations.NullMarked;
