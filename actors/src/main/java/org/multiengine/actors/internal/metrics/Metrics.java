package org.multiengine.actors.internal.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * An Akka extension with the meters of a node's actors. A registry receives figures from the moment
 * it is added. Until the first registry is added nothing is recorded, and a call costs one read of
 * a flag.
 *
 * <p>Safe for use by several threads.
 */
public final class Metrics implements Extension {

  private static final class Id extends ExtensionId<Metrics> {
    private static final Id INSTANCE = new Id();

    @Override
    public Metrics createExtension(ActorSystem<?> system) {
      return new Metrics();
    }
  }

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final OwnFigures own = new OwnFigures();
  private final CallMetrics calls = new CallMetrics(registry, this::isOn);
  private final RequestMetrics requests = new RequestMetrics(registry, this::isOn);
  private final LinkMetrics links = new LinkMetrics(registry, this::isOn);
  private volatile boolean on;

  /** Creates meters that belong to no actor system. */
  Metrics() {}

  /** Returns the meters of an actor system. */
  public static Metrics get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /**
   * Adds a registry, which receives the node's figures from now on. To cover all calls, add it
   * before the first one. The owner of the registry remains responsible for closing it.
   */
  public void addTo(MeterRegistry meterRegistry) {
    registry.add(meterRegistry);
    on = true;
  }

  /** Starts keeping figures for {@link #snapshot()}, as engine processes do for their host. */
  public void keepFigures() {
    addTo(own.registry());
  }

  /** Returns the figures kept since {@link #keepFigures()}; none if it was never called. */
  public MetricsSnapshot snapshot() {
    return own.snapshot();
  }

  /** Returns whether a registry has been added, so that figures are recorded. */
  public boolean isOn() {
    return on;
  }

  /** Returns the meters of calls, used by controllers. */
  public CallMetrics calls() {
    return calls;
  }

  /** Returns the meters of requests, used by engines and their relay. */
  public RequestMetrics requests() {
    return requests;
  }

  /** Returns the meters of links between controllers and engine nodes. */
  public LinkMetrics links() {
    return links;
  }
}
