/**
 * The metrics of a node, recorded with Micrometer, and their way from engine processes to the
 * host's Prometheus endpoint. Nothing is recorded until a registry is added. Start with {@link
 * org.multiengine.actors.internal.metrics.Metrics}.
 */
@NullMarked
package org.multiengine.actors.internal.metrics;

import org.jspecify.annotations.NullMarked;
