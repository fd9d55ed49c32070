/**
 * Groovy as the language of an engine. Found by the service loader through {@link
 * org.multiengine.core.namespace.groovy.GroovyLanguage}.
 */
@NullMarked
package org.multiengine.core.namespace.groovy;

import org.jspecify.annotations.NullMarked;
