package org.multiengine.core.namespace.python.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.core.NDArray;
import org.multiengine.core.error.SerializationError;

final class PickleTest {

  private static final int ROUNDS = 20_000;

  private final Handles handles = new Handles();

  private Object read(byte[] bytes) {
    return Objects.requireNonNull(
        PickleReader.read(new Pickle(ByteBuffer.wrap(bytes), List.of()), handles));
  }

  @Test
  void read_pickleOfPython_isItsValue() {
    // pickle.dumps([1, 2.5, None, True, 'a', b'b', (1, 2), {'k': 3}, 2**70], protocol=5)
    String pickle =
        "gAWVNAAAAAAAAABdlChLAUdABAAAAAAAAE6IjAFhlEMBYpRLAUsChpR9lIwBa5RLA3OKCQAAAAAAAAAAQGUu";

    List<?> value = (List<?>) read(Base64.getDecoder().decode(pickle));

    assertThat(value.subList(0, 5)).isEqualTo(Arrays.asList(1, 2.5, null, true, "a"));
    assertThat(value.get(5)).isEqualTo(new byte[] {'b'});
    assertThat(value.get(7)).isEqualTo(Map.of("k", 3));
    assertThat(value.get(8)).hasToString("1180591620717411303424");
  }

  @Test
  void read_referenceToAClass_isRefused() {
    // pickle.dumps(os.system, protocol=5)
    String pickle = "gAWVFAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOULg==";

    assertThatThrownBy(() -> read(Base64.getDecoder().decode(pickle)))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("posix.system");
  }

  @Test
  void read_damagedPickles_endWithAnError() {
    var random = new Random(11);
    Pickle whole =
        PickleWriter.write(
            Arrays.asList(
                1, "text", List.of(2.5, Set.of(3)), Map.of("k", NDArray.of(1.0, 2.0)), 1L << 40),
            handles);
    byte[] bytes = new byte[whole.body().remaining()];
    whole.body().get(bytes);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      for (int i = random.nextInt(4); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        PickleReader.read(new Pickle(ByteBuffer.wrap(damaged), whole.buffers()), handles);
      } catch (PickleException expected) {
        assertThat(expected.getMessage()).startsWith("cannot read a pickle: ");
      }
    }
  }

  @Test
  void write_listThatIsTooDeep_isRefused() {
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      List<Object> outer = new ArrayList<>();
      outer.add(deep);
      deep = outer;
    }
    List<Object> tooDeep = deep;

    assertThatThrownBy(() -> PickleWriter.write(tooDeep, handles))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void write_otherObject_isKeptUntilItIsReleased() {
    PickleWriter.write(new Object(), handles);

    assertThat(handles.size()).isEqualTo(1);
    handles.release(1);
    assertThat(handles.size()).isZero();
  }
}
