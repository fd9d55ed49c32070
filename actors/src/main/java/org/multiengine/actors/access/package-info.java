/**
 * Access control for the engines of a node: an application supplies a {@link
 * org.multiengine.actors.access.Guard}, and the node writes the guard's decisions to an audit log.
 */
@NullMarked
package org.multiengine.actors.access;

import org.jspecify.annotations.NullMarked;
