/**
 * The Jupyter kernel. {@link org.multiengine.magics.jupyter.kernel.JupyterKernel} answers the
 * requests of front ends and runs their cells as the console runs its inputs.
 */
@NullMarked
package org.multiengine.magics.jupyter.kernel;

import org.jspecify.annotations.NullMarked;
