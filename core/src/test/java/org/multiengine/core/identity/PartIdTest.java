package org.multiengine.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PartIdTest {

  private static final PartId PART = new PartId(new CallId("ann", 17), 2);

  @Test
  void toString_anyPart_addsThePlaceToTheCall() {
    assertThat(PART).hasToString("ann#17[2]");
  }

  @Test
  void client_anyPart_isThatOfTheCall() {
    assertThat(PART.client()).isEqualTo("ann");
  }
}
