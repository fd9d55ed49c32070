/**
 * Links between two actors: connections that neither lose nor duplicate messages while both ends
 * are alive. No API.
 */
@NullMarked
package org.multiengine.actors.internal.link;

import org.jspecify.annotations.NullMarked;
