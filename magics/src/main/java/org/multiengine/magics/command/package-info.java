/**
 * The command {@code multiengine}: starts and stops clusters and runs code on them. Start with
 * {@link org.multiengine.magics.command.Main}.
 */
@NullMarked
package org.multiengine.magics.command;

import org.jspecify.annotations.NullMarked;
