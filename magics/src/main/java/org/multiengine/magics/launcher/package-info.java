/**
 * The program {@code multiengine} as the start script runs it: {@link
 * org.multiengine.magics.launcher.Launcher} is its main class.
 */
@NullMarked
package org.multiengine.magics.launcher;

import org.jspecify.annotations.NullMarked;
