package org.multiengine.test.support;

import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings for the clusters that are started before they are closed. */
public final class Overrides implements AutoCloseable {

  private final Map<String, @Nullable String> before = new HashMap<>();

  /** Sets {@code multiengine.} settings as system properties. */
  public static Overrides of(String... namesAndValues) {
    var overrides = new Overrides();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = "multiengine." + namesAndValues[i];
      overrides.before.put(name, System.getProperty(name));
      System.setProperty(name, namesAndValues[i + 1]);
    }
    ConfigFactory.invalidateCaches();
    return overrides;
  }

  /** Starts a cluster with these settings, and closes them. */
  public <T> T during(Supplier<T> start) {
    try {
      return start.get();
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    ConfigFactory.invalidateCaches();
  }
}
