/**
 * The way of closures and scripts from clients to engines: what belongs to a function, and the
 * names that it sees on an engine.
 */
@NullMarked
package org.multiengine.core.namespace.groovy.sending;

import org.jspecify.annotations.NullMarked;
