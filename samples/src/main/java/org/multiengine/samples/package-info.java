/** Programs to run and to learn from. Start with {@link org.multiengine.samples.Tour}. */
@NullMarked
package org.multiengine.samples;

import org.jspecify.annotations.NullMarked;
