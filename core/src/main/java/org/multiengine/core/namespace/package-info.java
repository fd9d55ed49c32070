/**
 * The namespace of an engine, independent of its language. Start with {@link
 * org.multiengine.core.namespace.Namespace}.
 */
@NullMarked
package org.multiengine.core.namespace;

import org.jspecify.annotations.NullMarked;
