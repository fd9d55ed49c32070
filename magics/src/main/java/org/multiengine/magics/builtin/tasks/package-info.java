/** The magics of the task interface. */
@NullMarked
package org.multiengine.magics.builtin.tasks;

import org.jspecify.annotations.NullMarked;
