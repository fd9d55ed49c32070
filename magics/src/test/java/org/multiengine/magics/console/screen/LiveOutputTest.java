package org.multiengine.magics.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;

final class LiveOutputTest {

  private static final EngineId ZERO = new EngineId(0);
  private static final EngineId ONE = new EngineId(1);

  private final FakeScreen screen = new FakeScreen();
  private final LiveOutput output = new LiveOutput(screen, 10);

  @Test
  void printed_atFirst_isHeldBack() {
    output.printed(ZERO, "a\n", false);

    assertThat(screen.text()).isEmpty();
    assertThat(output.isShown()).isFalse();
  }

  @Test
  void letThrough_held_isShownWithLabels() {
    output.printed(ZERO, "a\n", false);
    output.printed(ONE, "oh\n", true);

    output.letThrough();

    assertThat(screen.text()).isEqualTo("[0] a\n[1 err] oh\n");
    assertThat(output.isShown()).isTrue();
  }

  @Test
  void letThrough_nothingHeld_showsNothing() {
    output.letThrough();

    assertThat(output.isShown()).isFalse();
  }

  @Test
  void letThrough_later_isShownAtOnceAndOnce() {
    output.letThrough();
    output.printed(ZERO, "a\nb", false);
    output.letThrough();

    assertThat(screen.text()).isEqualTo("[0] a\n");
  }

  @Test
  void printed_atTheLimit_isHeldBack() {
    output.printed(ZERO, "12345\n67890\n", false);

    assertThat(screen.text()).isEmpty();
  }

  @Test
  void printed_overTheLimit_isShown() {
    output.printed(ZERO, "12345\n678901\n", false);
    output.printed(ZERO, "c\n", false);

    assertThat(screen.text()).isEqualTo("[0] 12345\n[0] 678901\n[0] c\n");
  }

  @Test
  void finish_drop_showsNothing() {
    output.printed(ZERO, "a\nb", false);

    output.finish(true);

    assertThat(screen.text()).isEmpty();
    assertThat(output.isShown()).isFalse();
  }

  @Test
  void finish_dropOfAnOpenLineOverTheLimit_showsNothing() {
    output.printed(ZERO, "a\n12345678901", false);

    output.finish(true);

    assertThat(screen.text()).isEmpty();
  }

  @Test
  void finish_dropOfAnOpenLineLetThrough_showsNothing() {
    output.letThrough();
    output.printed(ZERO, "it is in the result", false);

    output.finish(true);

    assertThat(screen.text()).isEmpty();
  }

  @Test
  void finish_show_showsHeldAndOpenLines() {
    output.printed(ZERO, "a\nb", false);

    output.finish(false);

    assertThat(screen.text()).isEqualTo("[0] a\n[0] b\n");
  }
}
