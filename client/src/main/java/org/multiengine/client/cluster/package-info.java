/**
 * Clusters that a program hosts or lets others attach to. Start with {@link
 * org.multiengine.client.cluster.LocalCluster}.
 */
@NullMarked
package org.multiengine.client.cluster;

import org.jspecify.annotations.NullMarked;
