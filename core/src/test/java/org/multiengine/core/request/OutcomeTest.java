package org.multiengine.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.core.Records;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.error.NameError;

final class OutcomeTest {

  @Test
  void size_done_isNothing() {
    assertThat(new Outcome.Done().size()).isZero();
  }

  @Test
  void size_executed_isTheRecords() {
    assertThat(new Outcome.Executed(Records.record(0, 1, "abc")).size()).isEqualTo(6);
  }

  @Test
  void size_values_isTheSumOfTheirBytes() {
    var values = List.of(new EncodedValue(new byte[3]), new EncodedValue(new byte[4]));

    assertThat(new Outcome.Values(values).size()).isEqualTo(7);
  }

  @Test
  void mapValues_values_replacesThemInTheirOrder() {
    var one = new EncodedValue(new byte[] {1});
    var two = new EncodedValue(new byte[] {2});

    assertThat(
            new Outcome.Values(List.of(one, two)).mapValues(each -> each.equals(one) ? two : one))
        .isEqualTo(new Outcome.Values(List.of(two, one)));
  }

  @Test
  void mapValues_properties_replacesThemUnderTheirKeys() {
    var one = new EncodedValue(new byte[] {1});
    var two = new EncodedValue(new byte[] {2});

    assertThat(new Outcome.PropertyValues(Map.of("a", one)).mapValues(each -> two))
        .isEqualTo(new Outcome.PropertyValues(Map.of("a", two)));
  }

  @Test
  void size_names_isTwoBytesACharacter() {
    assertThat(new Outcome.Names(List.of("id", "a")).size()).isEqualTo(6);
  }

  @Test
  void failedWith_errorOfThatClass_isTrueForFailuresOnly() {
    assertThat(Outcome.failed(new NameError("no")).failedWith(NameError.class)).isTrue();
    assertThat(Outcome.failed(new NameError("no")).failedWith(KeyError.class)).isFalse();
    assertThat(new Outcome.Done().failedWith(NameError.class)).isFalse();
  }

  @Test
  void failed_ownError_carriesItsFailure() {
    Outcome.Failed failed = Outcome.failed(new NameError("no"));

    assertThat(failed.failure()).isEqualTo(Failure.of(new NameError("no")));
    assertThat(failed.size()).isEqualTo(failed.failure().size());
  }
}
