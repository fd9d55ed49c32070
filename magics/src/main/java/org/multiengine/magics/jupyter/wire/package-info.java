/**
 * Jupyter's wire protocol: connection files, signed messages, and the sockets over which a kernel
 * and its front ends exchange them.
 */
@NullMarked
package org.multiengine.magics.jupyter.wire;

import org.jspecify.annotations.NullMarked;
