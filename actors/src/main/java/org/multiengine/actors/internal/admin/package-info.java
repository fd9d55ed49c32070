/**
 * The administration of a cluster by its hosts and clients, and the parts of a node that they use.
 * No API.
 */
@NullMarked
package org.multiengine.actors.internal.admin;

import org.jspecify.annotations.NullMarked;
