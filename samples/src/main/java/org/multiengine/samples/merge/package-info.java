/** Sorted streams merged lazily. Start with {@link org.multiengine.samples.merge.SortedMerge}. */
@NullMarked
package org.multiengine.samples.merge;

import org.jspecify.annotations.NullMarked;
