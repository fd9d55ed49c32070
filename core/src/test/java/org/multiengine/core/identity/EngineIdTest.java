package org.multiengine.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EngineIdTest {

  @Test
  void constructor_negativeNumber_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EngineId(-1))
        .withMessageEndingWith(": -1");
  }

  @Test
  void compareTo_severalDigits_ordersByNumber() {
    var ids = new TreeSet<EngineId>();

    IntStream.of(10, 2, 0).mapToObj(EngineId::new).forEach(ids::add);

    assertThat(ids).extracting(EngineId::value).containsExactly(0, 2, 10);
  }

  @Test
  void toString_anyId_isTheBareNumber() {
    assertThat(new EngineId(12)).hasToString("12");
  }
}
