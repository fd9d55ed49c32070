package org.multiengine.actors.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.task.NodeTraits;

final class TaskLimitsTest {

  private static TaskLimits read(String settings) {
    return MultiengineSettings.of(
            ConfigFactory.parseString(settings).withFallback(ConfigFactory.load()).resolve())
        .tasks();
  }

  @Test
  void of_reference_areTheDefaultsOfTheCode() {
    assertThat(read("")).isEqualTo(TaskLimits.defaults());
  }

  @Test
  void of_labelsAndResources_areTheTraits() {
    TaskLimits limits =
        read(
            "multiengine.engine { labels = \"gpu, fast\", resources = \"gpu=2, memory=0.5, disk\""
                + " }");

    assertThat(limits.traits())
        .isEqualTo(
            new NodeTraits(Set.of("gpu", "fast"), Map.of("gpu", 2.0, "memory", 0.5, "disk", 1.0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=2", "gpu=", "gpu=0", "gpu=-1", "gpu=two"})
  void of_damagedResource_isRefused(String resource) {
    assertThatThrownBy(() -> read("multiengine.engine.resources = \"" + resource + "\""))
        .isInstanceOf(ConfigException.BadValue.class)
        .hasMessageContaining("gpu=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"max-open = 0", "max-share = 0", "inbox.quantum = 0ms", "inbox.max-tasks = 0"})
  void of_valueOutOfRange_isRefused(String setting) {
    assertThatThrownBy(() -> read("multiengine.tasks." + setting))
        .isInstanceOf(ConfigException.BadValue.class);
  }
}
