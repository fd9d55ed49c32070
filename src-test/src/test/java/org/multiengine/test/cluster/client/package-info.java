/** Tests of how clients connect to clusters, over each path, many at a time, and after losses. */
@NullMarked
package org.multiengine.test.cluster.client;

import org.jspecify.annotations.NullMarked;
