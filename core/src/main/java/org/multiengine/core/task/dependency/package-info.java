/** The dependencies between tasks, and the ends of tasks that later ones may depend on. */
@NullMarked
package org.multiengine.core.task.dependency;

import org.jspecify.annotations.NullMarked;
