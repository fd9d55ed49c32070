package org.multiengine.core.net;

import java.util.concurrent.Executor;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.Loop;

/**
 * The parts that all connections of one reading thread share.
 *
 * @param workers runs the work of TLS handshakes
 */
record Shared(
    Loop loop, Watch watch, Buffers buffers, Executor workers, Connections.Limits limits) {}
