/** Options of commands that name libraries of the user. */
@NullMarked
package org.multiengine.magics.command.library;

import org.jspecify.annotations.NullMarked;
