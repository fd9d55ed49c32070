package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Request;

final class QueuedRequestTest {

  @ParameterizedTest
  @CsvSource({"ann, 7, true", "ann, 8, false", "bob, 7, false"})
  void isOf_clientAndNumber_mustBothBeEqual(String client, long number, boolean expected) {
    var part = new PartId(new CallId("ann", 7), 0);
    var request = new QueuedRequest(part, new Request.Reset(), false, false, 0);

    assertThat(request.isOf(new CallId(client, number))).isEqualTo(expected);
  }
}
