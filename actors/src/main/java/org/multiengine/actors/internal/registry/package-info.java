/** The registry of engines: the registrar that writes it, and the nodes' copies. No API. */
@NullMarked
package org.multiengine.actors.internal.registry;

import org.jspecify.annotations.NullMarked;
