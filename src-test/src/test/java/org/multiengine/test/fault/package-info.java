/**
 * Tests that kill, stop or damage processes and connections, and measure how soon the rest serves
 * again.
 */
@NullMarked
package org.multiengine.test.fault;

import org.jspecify.annotations.NullMarked;
