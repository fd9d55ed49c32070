/**
 * The calls of a client: values are encoded, requests submitted, and outcomes read.
 *
 * <p>Not part of the public interface.
 */
@NullMarked
package org.multiengine.client.internal.call;

import org.jspecify.annotations.NullMarked;
