package org.multiengine.actors.internal.registry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The gauges of a cluster's engines: how many there are in each state. */
public final class EngineGauges {

  private EngineGauges() {}

  /** Registers the gauges. */
  public static void register(RegistryDirectory directory, MeterRegistry registry) {
    for (EngineEntry.State state : EngineEntry.State.values()) {
      Gauge.builder("multiengine.engines", directory, engines -> engines.count(state))
          .description("Registered engines in the cluster by state")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }
}
