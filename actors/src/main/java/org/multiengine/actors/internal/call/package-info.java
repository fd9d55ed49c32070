/**
 * The controller: one actor for each actor system with clients, which routes calls to engines and
 * collects their outcomes. No API.
 */
@NullMarked
package org.multiengine.actors.internal.call;

import org.jspecify.annotations.NullMarked;
