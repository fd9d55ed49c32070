package org.multiengine.client.internal.cluster;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.metrics.EngineFigures;
import org.multiengine.actors.internal.metrics.MetricsEndpoint;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.metrics.PrometheusText;
import org.multiengine.actors.registry.EngineDirectory;
import org.multiengine.core.error.KernelError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of a host and of its engine processes, for Prometheus. At a scrape, all processes are
 * asked for theirs at the same time.
 */
public final class HostMetrics implements MetricsEndpoint.Source, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HostMetrics.class);

  private final ActorSystem<?> system;
  private final Supplier<Set<String>> slots;
  private final Duration answerLimit;
  private final boolean bySlot;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final EngineFigures figures = new EngineFigures();
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Counter silent;
  private final Runnable endOfChanges;
  private final MetricsEndpoint endpoint;

  private HostMetrics(ActorSystem<?> system, Supplier<Set<String>> slots, Config settings)
      throws IOException {
    this.system = system;
    this.slots = slots;
    this.answerLimit = settings.getDuration("answer-limit");
    this.bySlot = settings.getBoolean("by-slot");
    registry.config().commonTags("role", "host");
    bindJvm();
    this.silent =
        Counter.builder("multiengine.metrics.silent")
            .description("Engine processes that did not report their metrics in time")
            .register(registry);
    Multiengine.get(system).measureTo(registry);
    this.endOfChanges = countChanges(Multiengine.get(system).directory(), registry);
    this.endpoint =
        MetricsEndpoint.open(
            new InetSocketAddress(settings.getString("address"), settings.getInt("port")),
            this,
            new MetricsEndpoint.Limits(
                settings.getDuration("request-limit"), settings.getInt("max-waiting")));
  }

  /** Returns whether a configuration enables metrics. */
  public static boolean isWanted(Config config) {
    return config.getBoolean("multiengine.host.metrics.enabled");
  }

  /**
   * Opens the HTTP server if the configuration enables metrics.
   *
   * @param slots returns the slots of the host's processes
   * @throws KernelError if the server cannot listen
   */
  public static Optional<HostMetrics> open(ActorSystem<?> system, Supplier<Set<String>> slots) {
    Config config = system.settings().config();
    if (!isWanted(config)) {
      return Optional.empty();
    }
    Config settings = config.getConfig("multiengine.host.metrics");
    try {
      return Optional.of(new HostMetrics(system, slots, settings));
    } catch (IOException | IllegalArgumentException e) {
      throw new KernelError(
          "cannot serve metrics at "
              + settings.getString("address")
              + ":"
              + settings.getInt("port")
              + ": "
              + e.getMessage()
              + "; choose another --metrics-port or --metrics-address",
          e);
    }
  }

  private void bindJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  private static Runnable countChanges(EngineDirectory directory, MeterRegistry registry) {
    return directory.onChange(
        change ->
            Counter.builder("multiengine.engine.changes")
                .description("Engine state changes by kind")
                .tag("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment());
  }

  /** Returns the URL of the metrics. */
  public String url() {
    InetSocketAddress at = endpoint.address();
    return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/metrics";
  }

  @Override
  public byte[] scrape() {
    Map<String, CompletableFuture<MetricsSnapshot>> asked = new LinkedHashMap<>();
    ClusterAdmin admin = ClusterAdmin.get(system);
    Set<String> known = slots.get();
    figures.retain(known);
    known.forEach(
        slot -> asked.put(slot, admin.metricsOf(slot, answerLimit).toCompletableFuture()));
    asked.forEach(this::take);
    return PrometheusText.of(registry, bySlot ? figures.bySlot() : figures.sums());
  }

  private void take(String slot, CompletableFuture<MetricsSnapshot> answer) {
    try {
      figures.answered(slot, answer.join());
    } catch (CompletionException noAnswer) {
      LOG.debug("slot {} did not report its metrics", slot, noAnswer);
      figures.silent(slot);
      silent.increment();
    }
  }

  @Override
  public Optional<String> problem() {
    if (Cluster.get(system).selfMember().status() != MemberStatus.up()) {
      return Optional.of("this host is not a member of the cluster now");
    }
    EngineDirectory directory = Multiengine.get(system).directory();
    int known = directory.slots().size();
    int ready = directory.ids().size();
    return ready < known || ready == 0
        ? Optional.of("only " + ready + " of " + known + " engines take requests")
        : Optional.empty();
  }

  @Override
  public void close() {
    endpoint.close();
    endOfChanges.run();
    gc.close();
    registry.close();
  }
}
