/**
 * Benchmarks of the whole, run on demand: what Multiengine does beside other systems and beside
 * what the machine allows, in one run. See CONTRIBUTING.md for the commands.
 */
@NullMarked
package org.multiengine.bench;

import org.jspecify.annotations.NullMarked;
