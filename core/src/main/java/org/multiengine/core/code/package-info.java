/**
 * The transfer of classes to engines that do not have them. A client names each of its class
 * loaders by a <em>code</em>. {@link org.multiengine.core.code.CodeRegistry} provides the classes
 * of a code on the client; {@link org.multiengine.core.code.CodeLoaders} fetches them on the
 * engines. {@link org.multiengine.core.code.Libraries} holds whole libraries that clients add.
 */
@NullMarked
package org.multiengine.core.code;

import org.jspecify.annotations.NullMarked;
