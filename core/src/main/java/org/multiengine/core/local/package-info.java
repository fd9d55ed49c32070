/**
 * Input and output between processes of the same user on one machine: Unix domain sockets, shared
 * memory, and the check of who owns their files.
 */
@NullMarked
package org.multiengine.core.local;

import org.jspecify.annotations.NullMarked;
