/** The registry of engines: its entries, the nodes' copies, and their readers. No API. */
@NullMarked
package org.multiengine.actors.internal.registry;

import org.jspecify.annotations.NullMarked;
