/**
 * The registry of engines: who gives ids to engines, and who reads what it has recorded. No API.
 */
@NullMarked
package org.multiengine.actors.internal.registry;

import org.jspecify.annotations.NullMarked;
