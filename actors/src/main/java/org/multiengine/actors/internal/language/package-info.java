/** The settings of the languages of engines. */
@NullMarked
package org.multiengine.actors.internal.language;

import org.jspecify.annotations.NullMarked;
