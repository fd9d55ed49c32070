/**
 * The values every part of Multiengine speaks of, and its errors. Start with {@link
 * org.multiengine.core.MultiEngine}, the contract of the multiengine interface.
 */
@NullMarked
package org.multiengine.core;

import org.jspecify.annotations.NullMarked;
