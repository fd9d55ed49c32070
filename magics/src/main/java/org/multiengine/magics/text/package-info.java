/** Text for users: complete lines of output, and suggestions for a misspelt name. */
@NullMarked
package org.multiengine.magics.text;

import org.jspecify.annotations.NullMarked;
