package org.multiengine.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EncodedValueTest {

  @Test
  void equals_sameBytesInOtherArray_isTrue() {
    assertThat(new EncodedValue(new byte[] {1, 2}))
        .isEqualTo(new EncodedValue(new byte[] {1, 2}))
        .hasSameHashCodeAs(new EncodedValue(new byte[] {1, 2}));
  }

  @Test
  void equals_otherBytes_isFalse() {
    assertThat(new EncodedValue(new byte[] {1, 2}))
        .isNotEqualTo(new EncodedValue(new byte[] {2, 1}));
  }

  @Test
  void size_someBytes_isTheirNumber() {
    assertThat(new EncodedValue(new byte[5]).size()).isEqualTo(5);
  }

  @Test
  void toString_someBytes_tellsHowManyAndNotWhich() {
    assertThat(new EncodedValue(new byte[] {42, 43})).hasToString("EncodedValue[2 bytes]");
  }

  @Test
  void bytes_severalSegments_joinsThem() {
    var value = new EncodedValue(List.of(new byte[] {1, 2}, new byte[] {3}));

    assertThat(value.bytes()).containsExactly(1, 2, 3);
    assertThat(value.size()).isEqualTo(3);
  }

  @Test
  void equals_otherSegments_isFalse() {
    assertThat(new EncodedValue(List.of(new byte[] {1}, new byte[] {3})))
        .isEqualTo(new EncodedValue(List.of(new byte[] {1}, new byte[] {3})))
        .isNotEqualTo(new EncodedValue(List.of(new byte[] {1}, new byte[] {2})))
        .isNotEqualTo(new EncodedValue(List.of(new byte[] {1, 3})));
  }

  @Test
  void new_noSegments_isRefused() {
    assertThatThrownBy(() -> new EncodedValue(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
