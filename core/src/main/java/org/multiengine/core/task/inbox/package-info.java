/**
 * The rules by which a node with engines shares its time between the tasks of several clients:
 * {@link org.multiengine.core.task.inbox.TaskInbox} and its parts.
 */
@NullMarked
package org.multiengine.core.task.inbox;

import org.jspecify.annotations.NullMarked;
