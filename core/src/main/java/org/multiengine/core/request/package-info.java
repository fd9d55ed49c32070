/**
 * Requests of clients and the answers of engines: {@link org.multiengine.core.request.Request},
 * {@link org.multiengine.core.request.Outcome}, and the encoded values in them.
 */
@NullMarked
package org.multiengine.core.request;

import org.jspecify.annotations.NullMarked;
