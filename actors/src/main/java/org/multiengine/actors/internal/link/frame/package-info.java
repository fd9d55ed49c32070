/** What links send: frames, the messages in them, and their bytes. */
@NullMarked
package org.multiengine.actors.internal.link.frame;

import org.jspecify.annotations.NullMarked;
