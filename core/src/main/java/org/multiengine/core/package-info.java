/**
 * The values every part of Multiengine speaks of, and its errors. Start with {@link
 * org.multiengine.core.MultiEngine}, the contract of the multiengine interface; functions for
 * engines are {@link org.multiengine.core.RemoteFunction} and its like, what goes wrong on them is
 * a {@link org.multiengine.core.CompositeError}.
 */
@NullMarked
package org.multiengine.core;

import org.jspecify.annotations.NullMarked;
