/** Tests of the kernel for Jupyter with the front ends that users have. */
@NullMarked
package org.multiengine.test.notebook;

import org.jspecify.annotations.NullMarked;
