/** The class-data archive with which later starts of the command are faster, and its writing. */
@NullMarked
package org.multiengine.magics.command.archive;

import org.jspecify.annotations.NullMarked;
