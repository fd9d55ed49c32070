/** Magics of the session: its inputs, the list of magics, their help, and the end of the prompt. */
@NullMarked
package org.multiengine.magics.builtin.session;

import org.jspecify.annotations.NullMarked;
