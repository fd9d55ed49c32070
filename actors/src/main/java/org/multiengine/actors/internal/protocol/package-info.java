/** The messages between controllers and relays, and how they are written. No API. */
@NullMarked
package org.multiengine.actors.internal.protocol;

import org.jspecify.annotations.NullMarked;
