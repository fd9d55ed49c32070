/** Programs driven in a terminal, and files that say what they must show. */
@NullMarked
package org.multiengine.test.support.terminal;

import org.jspecify.annotations.NullMarked;
