/**
 * What a node measures, through Micrometer, and how the figures of engine processes come to the
 * host's Prometheus endpoint. Nothing is measured until somebody asks. Start with {@link
 * org.multiengine.actors.internal.metrics.Metrics}.
 */
@NullMarked
package org.multiengine.actors.internal.metrics;

import org.jspecify.annotations.NullMarked;
