package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.core.request.Request;

final class TicketTest {

  @ParameterizedTest
  @CsvSource({"ann, 7, true", "ann, 8, false", "bob, 7, false"})
  void isOf_clientAndCall_mustBothBeTheSame(String client, long call, boolean expected) {
    var ticket = new Ticket("ann", 7, 0, new Request.Reset(), false, false);

    assertThat(ticket.isOf(client, call)).isEqualTo(expected);
  }
}
