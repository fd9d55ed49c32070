/** The commands that install and run the kernel for Jupyter. */
@NullMarked
package org.multiengine.magics.command.jupyter;

import org.jspecify.annotations.NullMarked;
