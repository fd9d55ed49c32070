/** Programs to run and to learn from. Start with {@link org.multiengine.samples.FirstSteps}. */
@NullMarked
package org.multiengine.samples;

import org.jspecify.annotations.NullMarked;
