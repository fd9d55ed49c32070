/** Functions that travel to engines: serializable forms of the functional interfaces of the JDK. */
@NullMarked
package org.multiengine.core.function;

import org.jspecify.annotations.NullMarked;
