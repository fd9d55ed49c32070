/**
 * The console: {@link org.multiengine.magics.console.Console} reads what is typed or piped, runs it
 * here or on the engines, and shows what comes of it.
 */
@NullMarked
package org.multiengine.magics.console;

import org.jspecify.annotations.NullMarked;
