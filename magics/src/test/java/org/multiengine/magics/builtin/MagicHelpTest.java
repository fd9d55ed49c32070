package org.multiengine.magics.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.magics.Magics;

/** The help texts of all magics, which {@code help.txt} holds at a width of 80 columns. */
final class MagicHelpTest {

  private final Magics magics = Magics.load();

  private String helpOfAll(int columns) {
    return magics.types().keySet().stream()
        .map(name -> magics.usage(name, false, columns) + "\n")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void usage_everyMagic_isTheExpectedOne() throws IOException {
    try (InputStream expected = getClass().getResourceAsStream("help.txt")) {
      assertThat(helpOfAll(80))
          .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
    }
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
