/**
 * The console. {@link org.multiengine.magics.console.Console} reads inputs that are typed or piped,
 * runs them locally or on the engines, and shows their results.
 */
@NullMarked
package org.multiengine.magics.console;

import org.jspecify.annotations.NullMarked;
