/**
 * The client side. Start with {@link org.multiengine.client.MultiEngineClient}, which calls
 * engines, and {@link org.multiengine.client.cluster.LocalCluster}, which starts some on this
 * machine:
 *
 * <pre>{@code
 * try (LocalCluster cluster = LocalCluster.start(4);
 *     MultiEngineClient mec = cluster.connect()) {
 *   System.out.println(mec.map(x -> x * x, List.of(1, 2, 3, 4)));
 * }
 * }</pre>
 *
 * <p>What calls share is in {@link org.multiengine.core.MultiEngine}.
 */
@NullMarked
package org.multiengine.client;

import org.jspecify.annotations.NullMarked;
