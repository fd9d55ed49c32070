/**
 * An Akka cluster application with sharded entities that operators inspect and repair while it
 * runs. Start with {@link org.multiengine.samples.shop.Shop}.
 */
@NullMarked
package org.multiengine.samples.shop;

import org.jspecify.annotations.NullMarked;
