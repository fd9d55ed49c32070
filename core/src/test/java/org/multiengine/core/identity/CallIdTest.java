package org.multiengine.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CallIdTest {

  @Test
  void toString_anyCall_namesClientAndNumber() {
    assertThat(new CallId("ann/7f", 17)).hasToString("ann/7f#17");
  }
}
