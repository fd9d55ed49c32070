/** Sockets, the thread that serves them, and bytes that are written without waiting. */
@NullMarked
package org.multiengine.core.net.socket;

import org.jspecify.annotations.NullMarked;
