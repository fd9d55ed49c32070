/**
 * Connections that carry frames, over Unix domain sockets and over TCP with or without TLS. Start
 * with {@link org.multiengine.core.net.Connections}.
 *
 * <p>On the wire a frame is its length, four bytes with the highest first, and then its bytes. An
 * empty frame shows only that its sender lives and is not delivered. With TLS the server sends one
 * as soon as it has accepted the client's certificate; a client does not know this from TLS 1.3
 * itself, because its own part of the handshake is complete before.
 */
@NullMarked
package org.multiengine.core.net;

import org.jspecify.annotations.NullMarked;
