/** A web site fetched in parallel. Start with {@link org.multiengine.samples.spider.Spider}. */
@NullMarked
package org.multiengine.samples.spider;

import org.jspecify.annotations.NullMarked;
