/** The running side of scripts: their superclass, their guarded calls and their texts. */
@NullMarked
package org.multiengine.core.namespace.groovy.script;

import org.jspecify.annotations.NullMarked;
