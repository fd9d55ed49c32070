package org.multiengine.actors.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.membership.Versions;

final class RefusalsTest {

  @Test
  void plain_linesOfAPeer_areOneLine() {
    assertThat(Refusals.plain("a\r\nERROR b\u001b[31m")).isEqualTo("a  ERROR b [31m");
  }

  @Test
  void plain_longText_isCut() {
    assertThat(Refusals.plain("x".repeat(60_000))).isEqualTo("x".repeat(200) + " ...");
  }

  @Test
  void plain_versions_areShortTexts() {
    var hostile = new Versions(Map.of("akka", "1\nERROR 2".repeat(1_000)));

    String plain = Refusals.plain(hostile).byName().toString();

    assertThat(plain).contains("1 ERROR 2").doesNotContain("\n").hasSizeLessThan(1_000);
  }
}
