/**
 * The contents of connection files.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.connection;

import org.jspecify.annotations.NullMarked;
