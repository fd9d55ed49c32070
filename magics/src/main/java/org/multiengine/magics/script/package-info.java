/** The form of the client and its calls that scripts of the console use. */
@NullMarked
package org.multiengine.magics.script;

import org.jspecify.annotations.NullMarked;
