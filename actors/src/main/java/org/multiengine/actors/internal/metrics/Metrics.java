package org.multiengine.actors.internal.metrics;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * What a node measures: an Akka extension with the meters of the node's actors. Each registry that
 * is added has the figures from then on; until the first one is added nothing is recorded, and a
 * call costs one look at a flag.
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

  /** Makes meters that belong to no actor system. */
  Metrics() {}

  /** Returns those of an actor system. */
  public static Metrics get(ActorSystem<?> system) {
    return Id.INSTANCE.apply(system);
  }

  /**
   * Lets a registry have the node's figures from now on. It is best handed over before the first
   * call; closing it stays with its owner.
   */
  public void addTo(MeterRegistry meterRegistry) {
    registry.add(meterRegistry);
    on = true;
  }

  /** Keeps the node's figures for {@link #snapshot()}, as engine processes do for their host. */
  public void keepFigures() {
    addTo(own.registry());
  }

  /** Returns the figures this node has kept; none if it was not told to keep them. */
  public MetricsSnapshot snapshot() {
    return own.snapshot();
  }

  /** Tells whether anybody wants to know. */
  public boolean isOn() {
    return on;
  }

  /** Returns the meters of calls, which controllers use. */
  public CallMetrics calls() {
    return calls;
  }

  /** Returns the meters of requests, which engines and their relay use. */
  public RequestMetrics requests() {
    return requests;
  }

  /** Returns the meters of links between controllers and nodes. */
  public LinkMetrics links() {
    return links;
  }
}
