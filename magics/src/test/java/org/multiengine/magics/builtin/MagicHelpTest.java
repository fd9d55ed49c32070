package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.magics.Magics;

/** The help texts of all magics, which files hold at widths of 80 and 120 columns. */
final class MagicHelpTest {

  private final Magics magics = Magics.load();

  private String helpOfAll(int columns) {
    return magics.types().keySet().stream()
        .map(name -> magics.usage(name, false, columns) + "\n")
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void usage_everyMagic_isTheExpectedOne(int columns) throws IOException {
    Path file =
        Path.of("src/test/resources/org/multiengine/magics/builtin/help-" + columns + ".txt");
    if (System.getProperty("update.expected") != null) {
      Files.writeString(file, helpOfAll(columns));
    }

    assertThat(helpOfAll(columns)).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {55, 80, 120})
  void usage_anyWidth_fits(int columns) {
    assertThat(helpOfAll(columns).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
  }

  @Test
  void usage_narrowerThanOptionsNeed_isThatOfTheLeastWidth() {
    assertThat(helpOfAll(20)).isEqualTo(helpOfAll(55));
  }
}
