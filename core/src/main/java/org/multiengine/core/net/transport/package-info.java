/** The forms in which the bytes of frames cross a socket: as they are, or encrypted by TLS. */
@NullMarked
package org.multiengine.core.net.transport;

import org.jspecify.annotations.NullMarked;
