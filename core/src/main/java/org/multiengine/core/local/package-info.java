/**
 * Input and output between processes of one user on one machine: Unix domain sockets, shared
 * memory, and the check of the ownership of their files.
 */
@NullMarked
package org.multiengine.core.local;

import org.jspecify.annotations.NullMarked;
