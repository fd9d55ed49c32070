/**
 * The contract of the task interface on clusters of four engines, embedded or in processes. Start
 * with {@link org.multiengine.test.contract.task.TaskContract}.
 */
@NullMarked
package org.multiengine.test.contract.task;

import org.jspecify.annotations.NullMarked;
