package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.value.ValueCodec;

final class NDArrayTest {

  private static final NDArray ROWS = NDArray.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});

  private final ValueCodec codec = ValueCodec.forClient(NDArrayTest.class.getClassLoader());

  @Test
  void of_rows_hasShapeAndElements() {
    assertThat(ROWS.shape()).containsExactly(3, 2);
    assertThat(ROWS.dimensions()).isEqualTo(2);
    assertThat(ROWS.size()).isEqualTo(6);
    assertThat(ROWS.get(1, 0)).isEqualTo(3.0);
    assertThat(ROWS.toDoubles()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(ROWS.toDoubles2()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(ROWS).hasToString("float64[3, 2] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]");
  }

  @Test
  void of_otherForms_haveTheirTypes() {
    assertThat(NDArray.of(new int[] {1}).type()).isEqualTo(DType.INT32);
    assertThat(NDArray.of(new long[] {-1}).get(0)).isEqualTo(-1L);
    assertThat(NDArray.of(new float[] {2.5f}).toDoubles()).containsExactly(2.5);
    assertThat(NDArray.zeros(DType.COMPLEX128).get()).isEqualTo(new Complex(0, 0));
    assertThat(NDArray.of(2.9, -2.9).toLongs()).containsExactly(2, -2);
  }

  @Test
  void get_halfAndUnsigned_areConverted() {
    NDArray half = NDArray.of(DType.FLOAT16, new int[] {3}, new byte[] {0, 0x3e, 1, 0, 0, -4});
    NDArray bytes = NDArray.of(DType.UINT8, new int[] {1}, new byte[] {-1});

    assertThat(half.toDoubles())
        .containsExactly(1.5, Math.scalb(1.0, -24), Double.NEGATIVE_INFINITY);
    assertThat(bytes.get(0)).isEqualTo(255);
  }

  @Test
  void of_wrongLength_isRefused() {
    assertThatThrownBy(() -> NDArray.of(DType.INT32, new int[] {2}, new byte[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of int32 [2] takes 8 bytes, not 7");
    assertThatThrownBy(() -> NDArray.zeros(DType.INT64, 1 << 20, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NDArray.of(new double[][] {{1}, {}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ROWS.get(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void split_eachDistribution_joinsToTheSame() {
    for (Distribution distribution : Distribution.values()) {
      for (int parts = 1; parts < 6; parts++) {
        List<Object> pieces = distribution.split(ROWS, parts);

        assertThat(pieces).hasSize(parts);
        assertThat(distribution.join(pieces)).isEqualTo(ROWS);
      }
    }
    assertThat(Distribution.BLOCK.split(ROWS, 2).get(1))
        .isEqualTo(NDArray.of(new double[][] {{5, 6}}));
    assertThat(Distribution.asList(ROWS).get(0)).isEqualTo(NDArray.of(1, 2));
    assertThat(Distribution.asList(NDArray.of(1, 2))).isEqualTo(List.of(1.0, 2.0));
  }

  @Test
  void join_otherShapes_isRefused() {
    assertThatThrownBy(() -> Distribution.BLOCK.join(List.of(ROWS, NDArray.of(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cannot join: the first part is an NDArray of float64 [3, 2] and part 1 is"
                + " one of float64 [2]");
    assertThatThrownBy(() -> Distribution.BLOCK.split(NDArray.zeros(DType.INT8), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void encode_array_decodesToTheSame() {
    for (NDArray array :
        List.of(ROWS, NDArray.zeros(DType.INT8), NDArray.zeros(DType.BOOL, 2, 0), large())) {
      assertThat(codec.decode(codec.encode(array))).isEqualTo(array);
    }
    assertThat(codec.decode(codec.encode(List.of(ROWS, new Complex(1, 2)))))
        .isEqualTo(List.of(ROWS, new Complex(1, 2)));
  }

  private static NDArray large() {
    NDArray large = NDArray.zeros(DType.FLOAT64, 3_000_000);
    for (int i = 0; i < large.size(); i += 1000) {
      large.data().putDouble(8 * i, i);
    }
    return large;
  }

  @Test
  void decode_damagedBytes_isRefused() {
    byte[] bytes = codec.encode(ROWS).bytes();
    List<byte[]> damaged = new ArrayList<>();
    for (int length = 1; length < bytes.length; length++) {
      damaged.add(java.util.Arrays.copyOf(bytes, length));
    }
    for (int at : new int[] {1, 2, 3, 8, 15, 16}) {
      byte[] changed = bytes.clone();
      changed[at] = (byte) 0xfe;
      damaged.add(changed);
    }
    for (byte[] each : damaged) {
      assertThatThrownBy(() -> codec.decode(new EncodedValue(each)))
          .isInstanceOf(org.multiengine.core.error.SerializationError.class)
          .hasMessageContaining("cannot decode an NDArray");
    }
  }
}
