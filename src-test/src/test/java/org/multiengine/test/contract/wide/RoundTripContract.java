package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.multiengine.client.DirectView;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.partition.Distribution;
import org.multiengine.test.contract.ContractCase;

/** Tests that gathering returns the sequence that was scattered. */
abstract class RoundTripContract extends ContractCase {

  private static final long SEED = 20090601;
  private static final int MILLION = 1_000_000;

  /** A kind of sequence. */
  enum Kind {
    LIST(Object.class),
    BOOLEAN(boolean.class),
    BYTE(byte.class),
    CHAR(char.class),
    SHORT(short.class),
    INT(int.class),
    LONG(long.class),
    FLOAT(float.class),
    DOUBLE(double.class),
    TEXTS(String.class);

    private final Class<?> component;

    Kind(Class<?> component) {
      this.component = component;
    }

    Object make(int size, Random random) {
      Object array = Array.newInstance(component, size);
      for (int i = 0; i < size; i++) {
        Array.set(array, i, element(random));
      }
      return this == LIST ? new ArrayList<>(List.of((Object[]) array)) : array;
    }

    private Object element(Random random) {
      return switch (this) {
        case LIST -> random.nextBoolean() ? random.nextInt() : Long.toString(random.nextLong(), 36);
        case BOOLEAN -> random.nextBoolean();
        case BYTE -> (byte) random.nextInt();
        case CHAR -> (char) random.nextInt(Character.MAX_VALUE + 1);
        case SHORT -> (short) random.nextInt();
        case INT -> random.nextInt();
        case LONG -> random.nextLong();
        case FLOAT -> Float.intBitsToFloat(random.nextInt());
        case DOUBLE -> Double.longBitsToDouble(random.nextLong());
        case TEXTS -> Integer.toString(random.nextInt(), 36);
      };
    }
  }

  RoundTripContract(LocalCluster cluster) {
    super(cluster);
  }

  private List<Supplier<DirectView>> views() {
    return List.of(() -> mec, () -> mec.engines(2, 0), () -> mec.engines(1));
  }

  private static void assertRoundTrip(DirectView view, Object whole, Distribution distribution) {
    view.scatter("x", whole, distribution, false);

    assertThat(view.gather("x", distribution))
        .as("%s of %s on %s, seed %d", distribution, whole.getClass(), view.targets(), SEED)
        .hasSameClassAs(whole)
        .isEqualTo(whole);
  }

  @ParameterizedTest
  @EnumSource
  void gather_afterScatter_isWhatItWas(Kind kind) {
    var random = new Random(SEED + kind.name().hashCode());
    for (Distribution distribution : Distribution.values()) {
      for (Supplier<DirectView> view : views()) {
        for (int size : new int[] {0, 1, 3, 10, 10 + random.nextInt(90)}) {
          assertRoundTrip(view.get(), kind.make(size, random), distribution);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST", "BYTE", "DOUBLE"})
  void gather_afterScatterOfAMillion_isWhatItWas(Kind kind) {
    Object whole = kind.make(MILLION, new Random(SEED));

    assertRoundTrip(mec, whole, Distribution.BLOCK);
    assertRoundTrip(mec.engines(2, 0), whole, Distribution.ROUND_ROBIN);
    assertRoundTrip(mec.engines(1), whole, Distribution.BLOCK);
  }

  @Test
  void gather_afterMapping_isTheMappedWhole() {
    var random = new Random(SEED);
    for (Distribution distribution : Distribution.values()) {
      for (int size : new int[] {0, 1, 3, 10, 1 + random.nextInt(99)}) {
        List<Integer> whole = random.ints(size).boxed().toList();

        assertThat(mec.mapper().distribution(distribution).map(x -> x ^ 1, whole))
            .isEqualTo(whole.stream().map(x -> x ^ 1).toList());
      }
    }
  }
}
