/**
 * The frames between an engine and its Python process. Start with {@link
 * org.multiengine.core.namespace.python.wire.Frame}.
 */
@NullMarked
package org.multiengine.core.namespace.python.wire;

import org.jspecify.annotations.NullMarked;
