package org.multiengine.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;

final class RawBlockTest {

  private final ValueCodec codec = ValueCodec.forClient(RawBlockTest.class.getClassLoader());

  static Stream<Object> arrays() {
    return Stream.of(
        new boolean[] {true, false, true},
        new byte[] {1, -1},
        new char[] {'a', '\ud800'},
        new short[] {1, Short.MIN_VALUE},
        new int[] {1, Integer.MIN_VALUE},
        new long[] {1, Long.MIN_VALUE},
        new float[] {1.5f, Float.NaN},
        new double[] {1.5, Double.NEGATIVE_INFINITY},
        new double[0]);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void array_ofPrimitives_arrivesEqual(Object array) {
    assertThat(codec.decode(codec.encode(array))).isEqualTo(array).isNotSameAs(array);
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void array_withByteMissingOrAdded_isRefused(Object array) {
    byte[] bytes = codec.encode(array).bytes();

    for (int length : new int[] {1, 7, bytes.length - 1, bytes.length + 1}) {
      assertThatThrownBy(() -> codec.decode(new EncodedValue(Arrays.copyOf(bytes, length))))
          .isInstanceOf(SerializationError.class)
          .hasMessage(
              "cannot decode "
                  + array.getClass().getTypeName()
                  + ": its bytes are truncated or damaged");
    }
  }

  @Test
  void array_claimingTwoBillionElements_isRefusedBeforeAllocation() {
    byte[] bytes = codec.encode(new long[1]).bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, Integer.MAX_VALUE);

    assertThatThrownBy(() -> codec.decode(new EncodedValue(bytes)))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("long[]");
  }

  static Stream<Object> severalSegments() {
    int segment = EncodedValue.SEGMENT_BYTES;
    var doubles = new double[2 * segment / Double.BYTES];
    Arrays.setAll(doubles, i -> i);
    var bytes = new byte[segment + 1];
    new Random(1).nextBytes(bytes);
    var chars = new char[segment / Character.BYTES + 5];
    Arrays.fill(chars, 'x');
    return Stream.of(doubles, bytes, chars, ByteBuffer.wrap(bytes));
  }

  @ParameterizedTest
  @MethodSource("severalSegments")
  void array_longerThanASegment_arrivesEqualFromSeveral(Object array) {
    EncodedValue encoded = codec.encode(array);

    assertThat(encoded.segments()).hasSizeGreaterThan(1);
    assertThat(codec.decode(encoded)).isEqualTo(array);
  }

  @Test
  void array_segmentMissing_isRefused() {
    List<byte[]> segments = codec.encode(new long[EncodedValue.SEGMENT_BYTES / 4]).segments();

    assertThatThrownBy(() -> codec.decode(new EncodedValue(segments.subList(0, 1))))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("truncated or damaged");
  }

  @Test
  void array_cutWithinAnElement_isRefused() {
    byte[] bytes = codec.encode(new long[1]).bytes();
    var cut = List.of(Arrays.copyOf(bytes, 12), Arrays.copyOfRange(bytes, 12, 16));

    assertThatThrownBy(() -> codec.decode(new EncodedValue(cut)))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("truncated or damaged");
  }

  @Test
  void array_encoded_takesItsSizeAndAHeader() {
    assertThat(codec.encode(new double[1000]).size()).isEqualTo(8008);
  }

  @Test
  void buffer_anyKind_arrivesOnHeapWithItsOrder() {
    var buffer = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(1).putInt(2).position(4);

    var copy =
        (ByteBuffer) codec.decode(codec.encode(buffer.asReadOnlyBuffer().order(buffer.order())));

    assertThat(copy).isEqualTo(buffer).extracting(ByteBuffer::order).isEqualTo(buffer.order());
    assertThat(buffer.position()).isEqualTo(4);
  }
}
