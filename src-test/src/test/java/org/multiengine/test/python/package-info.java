/** Tests of engines whose language is Python. They are skipped if there is no Python. */
@NullMarked
package org.multiengine.test.python;

import org.jspecify.annotations.NullMarked;
