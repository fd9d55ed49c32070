/** Benchmarks of the whole, run on demand; see CONTRIBUTING.md for the commands. */
@NullMarked
package org.multiengine.bench;

import org.jspecify.annotations.NullMarked;
