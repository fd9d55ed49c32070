/** The classes of texts: how texts are compiled, shared between engines and loaded. */
@NullMarked
package org.multiengine.core.namespace.groovy.classes;

import org.jspecify.annotations.NullMarked;
