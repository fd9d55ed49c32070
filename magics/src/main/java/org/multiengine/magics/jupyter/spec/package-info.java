/** The descriptions by which Jupyter finds kernels, and the folders that hold them. */
@NullMarked
package org.multiengine.magics.jupyter.spec;

import org.jspecify.annotations.NullMarked;
