/**
 * The tasks of a client: requests are encoded and submitted to the scheduler, outcomes are read,
 * and maps and streams are divided into pieces.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.task;

import org.jspecify.annotations.NullMarked;
