package org.multiengine.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiengine.core.link.ReceiveWindow.Verdict;

final class ReceiveWindowTest {

  private final ReceiveWindow window = new ReceiveWindow();

  @Test
  void received_nothingCame_isZero() {
    assertThat(window.received()).isZero();
  }

  @Test
  void accept_nextNumber_isDelivered() {
    assertThat(window.accept(1)).isEqualTo(Verdict.NEXT);
    assertThat(window.accept(2)).isEqualTo(Verdict.NEXT);
    assertThat(window.received()).isEqualTo(2);
  }

  @Test
  void accept_deliveredBefore_isADuplicate() {
    window.accept(1);
    window.accept(2);

    assertThat(window.accept(2)).isEqualTo(Verdict.DUPLICATE);
    assertThat(window.accept(1)).isEqualTo(Verdict.DUPLICATE);
    assertThat(window.received()).isEqualTo(2);
  }

  @Test
  void accept_oneIsMissing_isAGapAndChangesNothing() {
    window.accept(1);

    assertThat(window.accept(3)).isEqualTo(Verdict.GAP);
    assertThat(window.received()).isEqualTo(1);
  }

  @Test
  void accept_gapFilled_takesTheDroppedOneAgain() {
    window.accept(2);

    assertThat(window.accept(1)).isEqualTo(Verdict.NEXT);
    assertThat(window.accept(2)).isEqualTo(Verdict.NEXT);
  }

  @Test
  void accept_firstNumberMissing_isAGap() {
    assertThat(window.accept(2)).isEqualTo(Verdict.GAP);
  }
}
