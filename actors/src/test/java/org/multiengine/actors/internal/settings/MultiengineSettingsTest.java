package org.multiengine.actors.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;

final class MultiengineSettingsTest {

  private static final String FRAME = "akka.remote.artery.advanced.maximum-frame-size";

  static Stream<String> keys() throws Exception {
    return reference().getConfig("multiengine").entrySet().stream().map(Map.Entry::getKey).sorted();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_inReference_hasComment(String key) throws Exception {
    ConfigValue value = reference().getConfig("multiengine").getValue(key);

    assertThat(String.join(" ", value.origin().comments())).hasSizeGreaterThan(20);
  }

  /**
   * What is under {@code client} and {@code host} is read by the client's module, {@code access},
   * {@code door} and {@code security} by the packages of these names, {@code link.local-socket} by
   * doors, and {@code gossip} and {@code engine.failure-detector} by the package of membership.
   * What is under {@code languages} is read for the language of the engines.
   */
  static Stream<String> ownKeys() throws Exception {
    return keys()
        .filter(
            key ->
                !key.matches(
                    "(access|client|door|engine\\.failure-detector|gossip|host|languages|security|link\\.local-socket)\\..*"));
  }

  @ParameterizedTest
  @MethodSource("ownKeys")
  void key_changed_changesSettings(String key) {
    Config changed =
        ConfigFactory.load().withValue("multiengine." + key, ConfigValueFactory.fromAnyRef("7"));

    assertThat(MultiengineSettings.of(changed))
        .isNotEqualTo(MultiengineSettings.of(ConfigFactory.load()));
  }

  @Test
  void of_units_areRead() {
    Config config =
        ConfigFactory.parseString(
                "multiengine.link { tick = 2s, part-bytes = 3 KiB }, multiengine.engine.slot = b")
            .withFallback(ConfigFactory.load());

    MultiengineSettings settings = MultiengineSettings.of(config);

    assertThat(settings.link().tick()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.link().partBytes()).isEqualTo(3072);
    assertThat(settings.slot()).isEqualTo("b");
  }

  @Test
  void of_partNearlyAFrame_isAThirdOfIt() {
    Config config =
        ConfigFactory.parseString(FRAME + " = 30000, multiengine.link.part-bytes = 29000")
            .withFallback(ConfigFactory.load());

    assertThat(MultiengineSettings.of(config).link().partBytes()).isEqualTo(10_000);
  }

  @Test
  void of_systemWithoutRemoting_hasPartsOfTheSizeThatIsSet() {
    Config config = ConfigFactory.load().withoutPath("akka.remote");

    assertThat(MultiengineSettings.of(config).link().partBytes()).isEqualTo(512 << 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multiengine.engine.questions.limit = 0s",
        "multiengine.engine.questions.limit = -1s",
        "multiengine.engine.questions.max-stuck-threads = 0",
        "multiengine.engine.questions.max-waiting = 0"
      })
  void of_unusableValue_namesTheSetting(String setting) {
    Config config = ConfigFactory.parseString(setting).withFallback(ConfigFactory.load());

    assertThatExceptionOfType(ConfigException.BadValue.class)
        .isThrownBy(() -> MultiengineSettings.of(config))
        .withMessageContaining(setting.substring(0, setting.indexOf(' ')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "announce-interval",
        "report-interval",
        "lost-after-intervals",
        "max-engines",
        "restart.min-wait"
      })
  void of_registryNumberOfZero_isRefusedByItsName(String key) {
    Config config =
        ConfigFactory.parseString("multiengine.registry." + key + " = 0")
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> MultiengineSettings.of(config))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("multiengine.registry." + key + " must be at least 1");
  }

  @Test
  void of_registrarWaitsLeastLongerThanMost_takesTheLeast() {
    Config config =
        ConfigFactory.parseString("multiengine.registry.restart { min-wait = 3s, max-wait = 2s }")
            .withFallback(ConfigFactory.load());

    assertThat(MultiengineSettings.of(config).registry().restart())
        .isEqualTo(
            new MultiengineSettings.RestartSettings(Duration.ofSeconds(3), Duration.ofSeconds(3)));
  }

  private static Config reference() throws Exception {
    Path classes =
        Path.of(
            MultiengineSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ConfigFactory.parseFile(
        classes.resolve("reference.conf").toFile(), ConfigParseOptions.defaults());
  }
}
