/**
 * The rules of a link between two processes on which messages may be lost: numbers, credit, and
 * repetition. The classes use no actors, no time and no input or output.
 */
@NullMarked
package org.multiengine.core.link;

import org.jspecify.annotations.NullMarked;
