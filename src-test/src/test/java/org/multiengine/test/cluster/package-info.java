/** Tests of how clusters start, grow, carry load and end. */
@NullMarked
package org.multiengine.test.cluster;

import org.jspecify.annotations.NullMarked;
