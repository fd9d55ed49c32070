/**
 * The rules of a link between two nodes on which messages may be lost: numbers, credit, what to
 * send again. Free of actors and of time.
 */
@NullMarked
package org.multiengine.core.link;

import org.jspecify.annotations.NullMarked;
