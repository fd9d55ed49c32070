package org.multiengine.actors.internal.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

final class LanguageOptionsTest {

  @Test
  void of_languageWithSettings_convertsTimesAndAmounts() {
    Config ours =
        ConfigFactory.parseString(
            "languages.cobol { start-limit = 2s, max-memory = 3 KiB, executable = cobc }");

    assertThat(LanguageOptions.of(ours, "cobol"))
        .containsEntry("start-limit", "2000")
        .containsEntry("max-memory", "3072")
        .containsEntry("executable", "cobc");
  }

  @Test
  void of_languageWithoutSettings_isEmpty() {
    assertThat(LanguageOptions.of(ConfigFactory.empty(), "cobol")).isEmpty();
  }

  @Test
  void of_python_hasTheDefaults() {
    Config ours = ConfigFactory.parseResources("reference.conf").getConfig("multiengine");

    assertThat(LanguageOptions.of(ours, "python"))
        .containsEntry("executable", "")
        .containsEntry("start-limit", "60000")
        .containsEntry("interrupt-grace", "5000")
        .containsEntry("max-memory", "0");
  }
}
