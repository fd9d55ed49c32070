/**
 * The encoding of users' values as bytes. Start with {@link org.multiengine.core.value.ValueCodec}.
 */
@NullMarked
package org.multiengine.core.value;

import org.jspecify.annotations.NullMarked;
