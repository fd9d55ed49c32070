/**
 * How classes reach engines that do not have them. A client names each of its class loaders by a
 * <em>code</em>; {@link org.multiengine.core.code.CodeRegistry} gives the classes behind it away,
 * {@link org.multiengine.core.code.CodeLoaders} fetches them on the other side.
 */
@NullMarked
package org.multiengine.core.code;

import org.jspecify.annotations.NullMarked;
