/** Magics that copy values between the prompt and the engines, and that remove names. */
@NullMarked
package org.multiengine.magics.builtin.values;

import org.jspecify.annotations.NullMarked;
