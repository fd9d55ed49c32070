/**
 * The splitting of a sequence among engines and the joining of its parts. Start with {@link
 * org.multiengine.core.partition.Distribution}.
 */
@NullMarked
package org.multiengine.core.partition;

import org.jspecify.annotations.NullMarked;
