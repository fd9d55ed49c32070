/**
 * The client side: {@link org.multiengine.client.MultiEngineClient} calls engines, {@link
 * org.multiengine.client.LocalCluster} starts some on this machine.
 */
@NullMarked
package org.multiengine.client;

import org.jspecify.annotations.NullMarked;
