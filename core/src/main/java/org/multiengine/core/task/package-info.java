/**
 * The values of the task interface: what a task is, which engines may run it, when it runs again,
 * and how it ended. Package {@code board} holds the rules of the client's side, package {@code
 * inbox} those of a node, package {@code piece} those of maps and streams.
 */
@NullMarked
package org.multiengine.core.task;

import org.jspecify.annotations.NullMarked;
