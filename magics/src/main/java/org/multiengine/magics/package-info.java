/**
 * The interactive prompt: {@link org.multiengine.magics.Prompt} evaluates inputs and shows results
 * as IPython does.
 */
@NullMarked
package org.multiengine.magics;

import org.jspecify.annotations.NullMarked;
