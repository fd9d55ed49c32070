/** The works that benchmarks measure, and the tables of their figures. */
@NullMarked
package org.multiengine.bench.table;

import org.jspecify.annotations.NullMarked;
