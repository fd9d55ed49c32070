/**
 * Checks requests against the guards of a node and writes the audit log. Start with {@link
 * org.multiengine.actors.internal.access.Gatekeeper}.
 */
@NullMarked
package org.multiengine.actors.internal.access;

import org.jspecify.annotations.NullMarked;
