/**
 * The rules by which a client's process spreads tasks over nodes: {@link
 * org.multiengine.core.task.board.TaskBoard} and its parts. The classes use no actors, no threads
 * and no clock, and return what is to be done.
 */
@NullMarked
package org.multiengine.core.task.board;

import org.jspecify.annotations.NullMarked;
