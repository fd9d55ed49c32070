/**
 * Calls on engines from an Akka application: the messages of a controller, and what observes a
 * call.
 */
@NullMarked
package org.multiengine.actors.call;

import org.jspecify.annotations.NullMarked;
