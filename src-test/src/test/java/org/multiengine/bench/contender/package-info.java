/** The systems that benchmarks compare, each with the works that it can do. */
@NullMarked
package org.multiengine.bench.contender;

import org.jspecify.annotations.NullMarked;
