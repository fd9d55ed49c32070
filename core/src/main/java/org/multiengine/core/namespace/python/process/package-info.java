/**
 * The Python processes of engines. Start with {@link
 * org.multiengine.core.namespace.python.process.PythonProcess}.
 */
@NullMarked
package org.multiengine.core.namespace.python.process;

import org.jspecify.annotations.NullMarked;
