/** The main class of an engine process. No API. */
@NullMarked
package org.multiengine.actors.internal.process;

import org.jspecify.annotations.NullMarked;
