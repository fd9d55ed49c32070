package org.multiengine.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DistributionTest {

  private static List<Integer> range(int length) {
    return IntStream.range(0, length).boxed().toList();
  }

  @Test
  void split_evenLength_givesContiguousParts() {
    assertThat(Distribution.BLOCK.split(range(8), 4))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4, 5), List.of(6, 7));
  }

  @Test
  void split_remainder_goesToFirstParts() {
    assertThat(Distribution.BLOCK.split(range(10), 4))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7), List.of(8, 9));
  }

  @Test
  void split_fewerElementsThanParts_leavesLastPartsEmpty() {
    assertThat(Distribution.BLOCK.split(range(3), 4))
        .containsExactly(List.of(0), List.of(1), List.of(2), List.of());
  }

  @Test
  void split_roundRobin_deals() {
    assertThat(Distribution.ROUND_ROBIN.split(range(10), 4))
        .containsExactly(List.of(0, 4, 8), List.of(1, 5, 9), List.of(2, 6), List.of(3, 7));
  }

  @Test
  void split_text_givesTexts() {
    assertThat(Distribution.BLOCK.split("hello", 4)).containsExactly("he", "l", "l", "o");
    assertThat(Distribution.ROUND_ROBIN.split("hello", 2)).containsExactly("hlo", "el");
  }

  @Test
  void split_collectionWithOrder_givesLists() {
    assertThat(Distribution.BLOCK.split(new TreeSet<>(List.of(3, 1, 2)), 2))
        .containsExactly(List.of(1, 2), List.of(3));
    assertThat(Distribution.BLOCK.split(new ArrayDeque<>(List.of(3, 1, 2)), 2))
        .containsExactly(List.of(3, 1), List.of(2));
  }

  @Test
  void split_valueWithoutOrder_isRefusedByName() {
    for (Object value : List.of(new HashSet<>(List.of(1)), Map.of(1, 2), 5)) {
      assertThatThrownBy(() -> Distribution.BLOCK.split(value, 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(value.getClass().getName())
          .hasMessageContaining("convert it to a list");
    }
  }

  @Test
  void split_partOfList_isACopy() {
    List<Integer> whole = new ArrayList<>(range(4));
    List<Object> parts = Distribution.BLOCK.split(whole, 2);

    whole.set(0, 99);

    assertThat(parts.get(0)).isEqualTo(List.of(0, 1));
  }

  @Test
  void join_neitherListsNorArrays_keepsThem() {
    assertThat(Distribution.BLOCK.join(List.of(3.5, 3.5))).isEqualTo(List.of(3.5, 3.5));
    assertThat(Distribution.BLOCK.join(List.of("ab", "cd"))).isEqualTo(List.of("ab", "cd"));
    assertThat(Distribution.BLOCK.join(Arrays.asList(null, 1))).isEqualTo(Arrays.asList(null, 1));
  }

  @Test
  void join_lists_flattensOneLevel() {
    assertThat(Distribution.BLOCK.join(List.of(List.of(List.of(1), List.of(2)), List.of(3))))
        .isEqualTo(List.of(List.of(1), List.of(2), 3));
  }

  @Test
  void join_listAndScalar_isRefused() {
    assertThatThrownBy(() -> Distribution.BLOCK.join(List.of(List.of(1), 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot join: the first part is a list and part 1 is a java.lang.Integer");
  }

  @Test
  void join_scalarAndList_keepsThem() {
    assertThat(Distribution.BLOCK.join(List.of(1, List.of(2)))).isEqualTo(List.of(1, List.of(2)));
  }

  @Test
  void join_arraysOfTwoTypes_isRefused() {
    assertThatThrownBy(() -> Distribution.BLOCK.join(List.of(new int[1], new long[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("int[]");
  }

  @Test
  void join_noParts_isRefused() {
    assertThatThrownBy(() -> Distribution.BLOCK.join(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one target");
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void join_unevenParts_losesNothing(Distribution distribution) {
    List<List<Integer>> parts = List.of(List.of(1), List.of(), List.of(2, 3, 4));

    assertThat((List<?>) distribution.join(parts)).hasSize(4);
  }

  static Stream<Arguments> everyArrayType() {
    return Stream.of(Distribution.values())
        .flatMap(
            distribution ->
                Stream.of(
                        boolean.class,
                        byte.class,
                        char.class,
                        short.class,
                        int.class,
                        long.class,
                        float.class,
                        double.class,
                        String.class)
                    .map(type -> Arguments.of(distribution, type)));
  }

  @ParameterizedTest
  @MethodSource("everyArrayType")
  void join_partsOfArray_isTheArray(Distribution distribution, Class<?> type) {
    Random random = new Random(7);
    for (int length : new int[] {0, 1, 3, 10, 1000}) {
      Object whole = Array.newInstance(type, length);
      for (int i = 0; i < length; i++) {
        Array.set(whole, i, element(type, random));
      }
      for (int parts = 1; parts <= 5; parts++) {
        Object joined = distribution.join(distribution.split(whole, parts));
        assertThat(Arrays.deepEquals(new Object[] {whole}, new Object[] {joined})).isTrue();
      }
    }
  }

  private static Object element(Class<?> type, Random random) {
    int bits = random.nextInt();
    return switch (type.getSimpleName()) {
      case "boolean" -> bits > 0;
      case "byte" -> (byte) bits;
      case "char" -> (char) bits;
      case "short" -> (short) bits;
      case "int" -> bits;
      case "long" -> random.nextLong();
      case "float" -> random.nextFloat();
      case "double" -> random.nextDouble();
      default -> Integer.toString(bits);
    };
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void join_partsOfList_isTheList(Distribution distribution) {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Integer> whole = random.ints(random.nextInt(40)).boxed().toList();
      int parts = 1 + random.nextInt(9);

      assertThat(distribution.join(distribution.split(whole, parts))).isEqualTo(whole);
    }
  }
}
