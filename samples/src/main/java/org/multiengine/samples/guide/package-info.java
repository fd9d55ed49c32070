/**
 * The code of the guide, {@code samples/guide}: its snippets are cut from here, and what it says
 * they print is what they print. Start with {@link org.multiengine.samples.guide.ByExample}.
 */
@NullMarked
package org.multiengine.samples.guide;

import org.jspecify.annotations.NullMarked;
