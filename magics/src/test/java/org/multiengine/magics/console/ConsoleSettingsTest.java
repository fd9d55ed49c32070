package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConsoleSettingsTest {

  static Stream<String> keys() throws Exception {
    return reference().entrySet().stream().map(Map.Entry::getKey).sorted();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_inReference_hasComment(String key) throws Exception {
    ConfigValue value = reference().getValue(key);

    assertThat(String.join(" ", value.origin().comments())).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_changed_changesSettings(String key) {
    assertThat(SettingsOfTests.with(key + " = 7")).isNotEqualTo(ConsoleSettings.load());
  }

  @Test
  void of_units_areRead() {
    ConsoleSettings settings =
        SettingsOfTests.with("live-after = 2s", "poll-interval = 30ms", "completion-limit = 1m");

    assertThat(settings.liveAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.pollInterval()).isEqualTo(Duration.ofMillis(30));
    assertThat(settings.completionLimit()).isEqualTo(Duration.ofMinutes(1));
  }

  private static Config reference() throws Exception {
    Path classes =
        Path.of(ConsoleSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ConfigFactory.parseFile(
            classes.resolve("reference.conf").toFile(), ConfigParseOptions.defaults())
        .getConfig("multiengine.console");
  }
}
