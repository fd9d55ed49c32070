/**
 * Engines whose language is Python. Start with {@link
 * org.multiengine.core.namespace.python.PythonLanguage}.
 */
@NullMarked
package org.multiengine.core.namespace.python;

import org.jspecify.annotations.NullMarked;
