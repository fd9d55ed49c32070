package org.multiengine.core.namespace.python.pickle;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A pickled value.
 *
 * @param body the instructions
 * @param buffers the contents of arrays, which the instructions refer to in this order
 */
public record Pickle(ByteBuffer body, List<ByteBuffer> buffers) {}
