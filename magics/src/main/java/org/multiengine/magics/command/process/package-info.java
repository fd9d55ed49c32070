/** What commands say about their own process: its version and its log. */
@NullMarked
package org.multiengine.magics.command.process;

import org.jspecify.annotations.NullMarked;
