/**
 * Eigenvalues of random matrices. Start with {@link
 * org.multiengine.samples.eigenvalues.LargestEigenvalue}.
 */
@NullMarked
package org.multiengine.samples.eigenvalues;

import org.jspecify.annotations.NullMarked;
