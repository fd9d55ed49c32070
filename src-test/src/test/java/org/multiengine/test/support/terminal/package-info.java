/** Programs driven in a terminal, and comparisons of their output with files. */
@NullMarked
package org.multiengine.test.support.terminal;

import org.jspecify.annotations.NullMarked;
