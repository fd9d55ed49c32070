/**
 * The rules by which a controller spreads calls over many engines, and by which a node batches its
 * answers. The classes use no actors and return what is to be done.
 */
@NullMarked
package org.multiengine.core.dispatch;

import org.jspecify.annotations.NullMarked;
