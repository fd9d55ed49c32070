/**
 * The interface that a user of Multiengine programs against. Start with {@link
 * org.multiengine.core.MultiEngine}, the contract of the multiengine interface. Functions for
 * engines are in {@link org.multiengine.core.function}, errors in {@link
 * org.multiengine.core.error}; the failures of several engines arrive together as one {@link
 * org.multiengine.core.CompositeError}.
 */
@NullMarked
package org.multiengine.core;

import org.jspecify.annotations.NullMarked;
