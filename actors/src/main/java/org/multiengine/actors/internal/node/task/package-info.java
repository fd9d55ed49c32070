/**
 * The tasks of a node: the inbox from which its engines take their next task, and the place of a
 * task in an engine. No API.
 */
@NullMarked
package org.multiengine.actors.internal.node.task;

import org.jspecify.annotations.NullMarked;
