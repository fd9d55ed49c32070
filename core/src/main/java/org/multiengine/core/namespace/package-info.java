/**
 * The scripting namespace of an engine, whatever its language. Start with {@link
 * org.multiengine.core.namespace.Namespace}.
 */
@NullMarked
package org.multiengine.core.namespace;

import org.jspecify.annotations.NullMarked;
