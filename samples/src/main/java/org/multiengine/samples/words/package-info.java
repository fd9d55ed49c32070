/** Words counted in files. Start with {@link org.multiengine.samples.words.WordFrequency}. */
@NullMarked
package org.multiengine.samples.words;

import org.jspecify.annotations.NullMarked;
