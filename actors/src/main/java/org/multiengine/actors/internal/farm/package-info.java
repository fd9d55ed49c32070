/**
 * The farm: one actor for each actor system with clients, beside the controller, which has tasks
 * run by engines that are free. No API.
 */
@NullMarked
package org.multiengine.actors.internal.farm;

import org.jspecify.annotations.NullMarked;
