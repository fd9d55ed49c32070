/**
 * Memory shared by processes of one user on one machine, and the check of the ownership of their
 * files.
 */
@NullMarked
package org.multiengine.core.local;

import org.jspecify.annotations.NullMarked;
