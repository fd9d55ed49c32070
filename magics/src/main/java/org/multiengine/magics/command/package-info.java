/** The command {@code multiengine}: starts and stops clusters and runs code on them. */
@NullMarked
package org.multiengine.magics.command;

import org.jspecify.annotations.NullMarked;
