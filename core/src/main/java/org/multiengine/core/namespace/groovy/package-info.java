/**
 * Groovy as the language of an engine. The service loader finds it by {@link
 * org.multiengine.core.namespace.groovy.GroovyLanguage}.
 */
@NullMarked
package org.multiengine.core.namespace.groovy;

import org.jspecify.annotations.NullMarked;
