/**
 * A histogram of distributed numbers. Start with {@link
 * org.multiengine.samples.histogram.ParallelHistogram}.
 */
@NullMarked
package org.multiengine.samples.histogram;

import org.jspecify.annotations.NullMarked;
