/**
 * The interactive prompt and its magics. Implement {@link org.multiengine.magics.Magic} to add
 * magics of your own. {@link org.multiengine.magics.Prompt} evaluates inputs and shows results in
 * IPython's form.
 */
@NullMarked
package org.multiengine.magics;

import org.jspecify.annotations.NullMarked;
