/**
 * The task interface: work that any engine may run, balanced over all of them.
 *
 * <p>{@link org.multiengine.client.task.LoadBalancedView} submits single tasks, maps lists, and
 * processes streams. {@link org.multiengine.client.task.TaskExecutor} is the same as an executor of
 * the JDK, and {@link org.multiengine.client.taskclient.TaskClient} has the methods of IPython
 * 0.10.
 */
@NullMarked
package org.multiengine.client.task;

import org.jspecify.annotations.NullMarked;
