package org.multiengine.actors.internal.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Converts Prometheus metrics to series and merges them with the series of other processes. */
final class PrometheusFigures {

  private static final String MAXIMUM_SUFFIX = "_max";

  private PrometheusFigures() {}

  /** Returns the counters, gauges and histograms of a registry as series. */
  static List<Series> seriesOf(MetricSnapshots snapshots) {
    return snapshots.stream().flatMap(PrometheusFigures::seriesOf).toList();
  }

  private static Stream<Series> seriesOf(MetricSnapshot metric) {
    MetricMetadata about = metric.getMetadata();
    if (metric instanceof CounterSnapshot counter) {
      return counter.getDataPoints().stream()
          .map(point -> single(about, Series.Kind.COUNTER, point, point.getValue()));
    }
    if (metric instanceof GaugeSnapshot gauge) {
      boolean maximum = about.getName().endsWith(MAXIMUM_SUFFIX);
      Series.Kind kind = maximum ? Series.Kind.MAXIMUM : Series.Kind.GAUGE;
      return gauge.getDataPoints().stream()
          .map(point -> single(about, kind, point, point.getValue()));
    }
    return metric instanceof HistogramSnapshot histogram
        ? histogram.getDataPoints().stream().map(point -> histogram(about, point))
        : Stream.empty();
  }

  private static Series single(
      MetricMetadata about, Series.Kind kind, DataPointSnapshot point, double value) {
    return new Series(about.getName(), help(about), kind, labels(point), List.of(), List.of(value));
  }

  private static Series histogram(
      MetricMetadata about, HistogramSnapshot.HistogramDataPointSnapshot point) {
    List<Double> bounds = new ArrayList<>();
    List<Double> values = new ArrayList<>(List.of(point.getSum()));
    point
        .getClassicBuckets()
        .forEach(
            bucket -> {
              bounds.add(bucket.getUpperBound());
              values.add((double) bucket.getCount());
            });
    return new Series(
        about.getName(), help(about), Series.Kind.HISTOGRAM, labels(point), bounds, values);
  }

  private static String help(MetricMetadata about) {
    String help = about.getHelp();
    return help == null ? "" : help;
  }

  /** Returns the names and values of the labels, alternately. */
  private static List<String> labels(DataPointSnapshot point) {
    List<String> labels = new ArrayList<>();
    for (Label label : point.getLabels()) {
      labels.add(label.getName());
      labels.add(label.getValue());
    }
    return labels;
  }

  /** Returns the metrics of this process merged by name with the series of other processes. */
  static MetricSnapshots merged(MetricSnapshots own, List<Series> others) {
    Map<String, List<Series>> byName = new LinkedHashMap<>();
    others.forEach(
        series -> byName.computeIfAbsent(series.name(), first -> new ArrayList<>()).add(series));
    MetricSnapshots.Builder merged = MetricSnapshots.builder();
    for (MetricSnapshot metric : own) {
      List<Series> same = byName.remove(metric.getMetadata().getName());
      merged.metricSnapshot(same == null ? metric : with(metric, same));
    }
    byName.values().forEach(series -> merged.metricSnapshot(metric(List.of(), series)));
    return merged.build();
  }

  private static MetricSnapshot with(MetricSnapshot own, List<Series> others) {
    return metric(seriesOf(own).toList(), others);
  }

  /** Returns a metric that consists of series with the same name, and thus the same kind. */
  private static MetricSnapshot metric(List<Series> own, List<Series> others) {
    List<Series> all = Stream.concat(own.stream(), others.stream()).toList();
    Series first = all.get(0);
    var about = new MetricMetadata(first.name(), first.help());
    return switch (first.kind()) {
      case COUNTER ->
          new CounterSnapshot(about, all.stream().map(PrometheusFigures::count).toList());
      case HISTOGRAM ->
          new HistogramSnapshot(about, all.stream().map(PrometheusFigures::buckets).toList());
      case GAUGE, MAXIMUM ->
          new GaugeSnapshot(about, all.stream().map(PrometheusFigures::level).toList());
    };
  }

  private static CounterSnapshot.CounterDataPointSnapshot count(Series series) {
    return CounterSnapshot.CounterDataPointSnapshot.builder()
        .value(series.values().get(0))
        .labels(labels(series))
        .build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot level(Series series) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder()
        .value(series.values().get(0))
        .labels(labels(series))
        .build();
  }

  private static HistogramSnapshot.HistogramDataPointSnapshot buckets(Series series) {
    List<Double> counts = series.values().subList(1, series.values().size());
    return HistogramSnapshot.HistogramDataPointSnapshot.builder()
        .sum(series.values().get(0))
        .classicHistogramBuckets(ClassicHistogramBuckets.of(series.bounds(), counts))
        .labels(labels(series))
        .build();
  }

  private static Labels labels(Series series) {
    return Labels.of(series.labels().toArray(String[]::new));
  }
}
