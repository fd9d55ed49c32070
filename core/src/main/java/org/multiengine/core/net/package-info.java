/**
 * Connections that carry frames, over Unix domain sockets and over TCP with or without TLS. Start
 * with {@link org.multiengine.core.net.Connections}.
 *
 * <p>On the wire a frame is its length, four bytes with the highest first, and then its bytes. An
 * empty frame shows only that its sender lives and is not delivered.
 */
@NullMarked
package org.multiengine.core.net;

import org.jspecify.annotations.NullMarked;
