/**
 * What clients ask of engines and what engines answer: {@link
 * org.multiengine.core.request.Request}, {@link org.multiengine.core.request.Outcome}, and the
 * encoded values in them.
 */
@NullMarked
package org.multiengine.core.request;

import org.jspecify.annotations.NullMarked;
