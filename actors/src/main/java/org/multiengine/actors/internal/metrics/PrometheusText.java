package org.multiengine.actors.internal.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes figures in the text format of Prometheus. */
public final class PrometheusText {

  /** The content type of the text. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private PrometheusText() {}

  /** Returns the figures of a registry and of other processes as text in UTF-8. */
  public static byte[] of(PrometheusMeterRegistry own, List<Series> others) {
    MetricSnapshots all = PrometheusFigures.merged(own.getPrometheusRegistry().scrape(), others);
    var text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, all);
    } catch (IOException cannotBeInMemory) {
      throw new UncheckedIOException(cannotBeInMemory);
    }
    return text.toByteArray();
  }
}
