/** The output of the command to a terminal: live status, progress, and the end of a log. */
@NullMarked
package org.multiengine.magics.command.terminal;

import org.jspecify.annotations.NullMarked;
