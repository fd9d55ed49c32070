package org.multiengine.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DisplayLogTest {

  @Test
  void displays_upToTheCount_areKeptInOrder() {
    var log = new DisplayLog(new DisplayLimits(2, 1000));
    log.accept(MimeBundle.plain("a"));
    log.accept(MimeBundle.plain("b"));

    assertThat(log.displays()).extracting(MimeBundle::plainText).containsExactly("a", "b");
  }

  @Test
  void displays_aboveTheCount_sayWhatIsLeftOut() {
    var log = new DisplayLog(new DisplayLimits(1, 1000));
    log.accept(MimeBundle.plain("a"));
    log.accept(MimeBundle.plain("b"));

    assertThat(log.displays())
        .extracting(MimeBundle::plainText)
        .containsExactly(
            "a", "... 1 displays (0.0 MB) left out: a command keeps 1 displays of 0.0 MB");
  }

  @Test
  void displays_thousandOfOneMegabyte_keepNoMoreThanTheLimit() {
    var log = new DisplayLog(DisplayLimits.DEFAULT);
    byte[] megabyte = new byte[1024 * 1024];
    for (int i = 0; i < 1000; i++) {
      log.accept(new MimeBundle(Map.of(), Map.of("image/png", megabyte)));
    }

    assertThat(log.displays()).hasSize(9);
    assertThat(log.displays().get(8).plainText()).startsWith("... 992 displays (1040.2 MB)");
  }
}
