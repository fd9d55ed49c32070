/**
 * The code of the guide, {@code samples/guide}. Tests compare the guide's snippets and the output
 * it shows with this code. Start with {@link org.multiengine.samples.guide.ByExample}.
 */
@NullMarked
package org.multiengine.samples.guide;

import org.jspecify.annotations.NullMarked;
