/** What a user types into the console: lines, their grammar, and the inputs they make. */
@NullMarked
package org.multiengine.magics.console.input;

import org.jspecify.annotations.NullMarked;
