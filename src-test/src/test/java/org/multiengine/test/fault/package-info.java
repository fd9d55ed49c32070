/**
 * Tests that kill, stop or damage processes and connections, and measure the time until engines
 * serve again.
 */
@NullMarked
package org.multiengine.test.fault;

import org.jspecify.annotations.NullMarked;
