package org.multiengine.core.net;

import java.util.concurrent.Executor;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.Loop;

/**
 * The parts that all connections of one reading thread share.
 *
 * @param workers runs the work of TLS handshakes
 * @param checkers runs the checks of users, which may wait for the system
 */
record Shared(
    Loop loop,
    Watch watch,
    Buffers buffers,
    Executor workers,
    Executor checkers,
    Connections.Limits limits) {}
