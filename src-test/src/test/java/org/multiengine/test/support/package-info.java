/** Fixtures that several packages of tests share: processes, hosts, clusters. */
@NullMarked
package org.multiengine.test.support;

import org.jspecify.annotations.NullMarked;
