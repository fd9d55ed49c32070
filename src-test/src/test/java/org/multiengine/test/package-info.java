/**
 * Tests that need several modules or processes. Start with {@link
 * org.multiengine.test.MultiEngineContract}.
 */
@NullMarked
package org.multiengine.test;

import org.jspecify.annotations.NullMarked;
