/** Where the console writes: a terminal or a plain stream, and the live output of engines on it. */
@NullMarked
package org.multiengine.magics.console.screen;

import org.jspecify.annotations.NullMarked;
