/** The engines of a cluster as one node sees them, and the changes of their state. */
@NullMarked
package org.multiengine.actors.registry;

import org.jspecify.annotations.NullMarked;
