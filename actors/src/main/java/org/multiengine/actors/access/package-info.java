/**
 * Who may do what on the engines of a node: an application gives a {@link
 * org.multiengine.actors.access.Guard}, and what it decides is written to an audit log.
 */
@NullMarked
package org.multiengine.actors.access;

import org.jspecify.annotations.NullMarked;
