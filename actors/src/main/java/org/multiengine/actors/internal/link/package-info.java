/**
 * Links between two actors, which neither lose nor duplicate messages while both ends are alive. A
 * link has one wire: a call within the process, Akka's remoting, or a connection. No API.
 */
@NullMarked
package org.multiengine.actors.internal.link;

import org.jspecify.annotations.NullMarked;
