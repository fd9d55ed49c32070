/**
 * The marks of the tasks that a process has begun, which outlive the process: {@link
 * org.multiengine.core.task.mark.BeginMarks}.
 */
@NullMarked
package org.multiengine.core.task.mark;

import org.jspecify.annotations.NullMarked;
