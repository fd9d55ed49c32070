/** The settings of Multiengine, read once for each actor system. No API. */
@NullMarked
package org.multiengine.actors.internal.settings;

import org.jspecify.annotations.NullMarked;
