/**
 * How users' values become bytes and values again. Start with {@link
 * org.multiengine.core.value.ValueCodec}.
 */
@NullMarked
package org.multiengine.core.value;

import org.jspecify.annotations.NullMarked;
