/** The division of maps and streams into tasks. */
@NullMarked
package org.multiengine.core.task.piece;

import org.jspecify.annotations.NullMarked;
