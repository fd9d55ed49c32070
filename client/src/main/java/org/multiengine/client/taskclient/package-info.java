/**
 * The task interface of IPython 0.10 (reference of the task interface): {@link
 * org.multiengine.client.taskclient.TaskClient}, its tasks and their results.
 */
@NullMarked
package org.multiengine.client.taskclient;

import org.jspecify.annotations.NullMarked;
