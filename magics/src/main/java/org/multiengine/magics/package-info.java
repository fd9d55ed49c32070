/**
 * The interactive prompt and its magics. Start with {@link org.multiengine.magics.Magic} for magics
 * of your own; {@link org.multiengine.magics.Prompt} evaluates inputs and shows results as IPython
 * does.
 */
@NullMarked
package org.multiengine.magics;

import org.jspecify.annotations.NullMarked;
