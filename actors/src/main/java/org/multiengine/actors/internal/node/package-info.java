/**
 * A node that holds engines: its relay, its engines, and what they need of their clients. No API.
 */
@NullMarked
package org.multiengine.actors.internal.node;

import org.jspecify.annotations.NullMarked;
