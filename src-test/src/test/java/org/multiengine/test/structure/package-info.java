/** Tests of the structure of the code. */
@NullMarked
package org.multiengine.test.structure;

import org.jspecify.annotations.NullMarked;
