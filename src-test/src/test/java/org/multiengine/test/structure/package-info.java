/** Tests of the structure of the code: layers, and who may use what. */
@NullMarked
package org.multiengine.test.structure;

import org.jspecify.annotations.NullMarked;
