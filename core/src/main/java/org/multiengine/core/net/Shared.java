package org.multiengine.core.net;

import java.util.concurrent.Executor;

/**
 * The parts that all connections of one reading thread share.
 *
 * @param workers runs the work of TLS handshakes
 */
record Shared(
    Loop loop, Watch watch, Buffers buffers, Executor workers, Connections.Limits limits) {}
