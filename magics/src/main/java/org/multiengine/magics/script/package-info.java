/** The multiengine interface in the form in which the console's scripts use it. */
@NullMarked
package org.multiengine.magics.script;

import org.jspecify.annotations.NullMarked;
