package org.multiengine.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CodedValueTest {

  private static final EncodedValue THREE_BYTES = new EncodedValue(new byte[3]);

  @Test
  void of_value_needsNoCode() {
    CodedValue value = CodedValue.of(THREE_BYTES);

    assertThat(value.needsCode()).isFalse();
    assertThat(value.code()).isEqualTo(CodedValue.NO_CODE);
  }

  @Test
  void needsCode_codeIsNamed_isTrue() {
    assertThat(new CodedValue(THREE_BYTES, "ann-1").needsCode()).isTrue();
  }

  @Test
  void size_anyValue_countsTheBytesOfTheValueAlone() {
    assertThat(new CodedValue(THREE_BYTES, "ann-1").size()).isEqualTo(3);
  }

  @Test
  void map_codeIsNamed_keepsTheCode() {
    var other = new EncodedValue(new byte[5]);

    assertThat(new CodedValue(THREE_BYTES, "ann-1").map(any -> other))
        .isEqualTo(new CodedValue(other, "ann-1"));
  }
}
