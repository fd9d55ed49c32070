/**
 * The actors of Multiengine, for applications that embed it. Start with {@link
 * org.multiengine.actors.Multiengine}, the Akka extension, and {@link
 * org.multiengine.actors.call.Controller}, whose protocol runs calls on engines.
 */
@NullMarked
package org.multiengine.actors;

import org.jspecify.annotations.NullMarked;
