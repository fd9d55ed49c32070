/**
 * The interface that users of Multiengine program against. Start with {@link
 * org.multiengine.core.MultiEngine}, the contract of the multiengine interface. Functions for
 * engines are in {@link org.multiengine.core.function}, errors in {@link
 * org.multiengine.core.error}. The failures of several engines are thrown together as one {@link
 * org.multiengine.core.CompositeError}.
 */
@NullMarked
package org.multiengine.core;

import org.jspecify.annotations.NullMarked;
