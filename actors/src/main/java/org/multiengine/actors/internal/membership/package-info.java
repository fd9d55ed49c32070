/**
 * The node as a member of its cluster: its actor system, its addresses, which nodes may join, and
 * which have failed. No API.
 */
@NullMarked
package org.multiengine.actors.internal.membership;

import org.jspecify.annotations.NullMarked;
