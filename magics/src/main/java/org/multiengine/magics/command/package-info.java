/**
 * The command {@code multiengine}, which starts and stops clusters and runs code on them. {@link
 * org.multiengine.magics.command.Main} is its main class.
 */
@NullMarked
package org.multiengine.magics.command;

import org.jspecify.annotations.NullMarked;
