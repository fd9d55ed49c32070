/**
 * How a sequence is parted among engines and joined again. Start with {@link
 * org.multiengine.core.partition.Distribution}.
 */
@NullMarked
package org.multiengine.core.partition;

import org.jspecify.annotations.NullMarked;
