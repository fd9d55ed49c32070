package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.partition.Distribution;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests scattering sequences among engines (reference, 10.1). */
abstract class ScatterContract extends ContractCase {

  ScatterContract(LocalCluster cluster) {
    super(cluster);
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  @Test
  void scatter_sixteenElements_givesFourEach() {
    mec.scatter("x", range(16));

    assertThat(mec.pull("x"))
        .containsExactly(
            List.of(0, 1, 2, 3),
            List.of(4, 5, 6, 7),
            List.of(8, 9, 10, 11),
            List.of(12, 13, 14, 15));
  }

  @Test
  void scatter_tenElements_givesTheFirstTwoOneMore() {
    mec.scatter("x", range(10));

    assertThat(mec.pull("x"))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7), List.of(8, 9));
    assertThat(mec.gather("x")).isEqualTo(range(10));
  }

  @Test
  void scatter_threeElements_leavesTheLastEmpty() {
    mec.scatter("x", range(3));

    assertThat(mec.pull("x")).containsExactly(List.of(0), List.of(1), List.of(2), List.of());
    assertThat(mec.gather("x")).isEqualTo(range(3));
  }

  @Test
  void scatter_noElements_leavesAllEmpty() {
    mec.scatter("x", List.of());

    assertThat(mec.pull("x")).hasSize(4).containsOnly(List.of());
    assertThat(mec.gather("x")).isEqualTo(List.of());
  }

  @Test
  void scatter_targets2And0_givesTheFirstPieceTo2() {
    mec.engines(2, 0).scatter("x", range(5));

    assertThat(mec.engines(2).pull("x")).containsExactly(List.of(0, 1, 2));
    assertThat(mec.engines(0).pull("x")).containsExactly(List.of(3, 4));
    assertThat(mec.engines(2, 0).gather("x")).isEqualTo(range(5));
    assertThat(mec.engines(1, 3).keys()).containsOnly(List.of("id"));
  }

  @Test
  void scatter_oneTarget_givesAllToIt() {
    mec.engines(1).scatter("x", range(5));

    assertThat(mec.engines(1).pull("x")).containsExactly(range(5));
    assertThat(mec.engines(1).gather("x")).isEqualTo(range(5));
  }

  @Test
  void scatter_noTargets_doesNothing() {
    mec.view(Targets.of()).scatter("x", range(5));

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void scatter_repeatedTarget_keepsTheLaterPiece() {
    mec.engines(0, 0).scatter("x", range(4));

    assertThat(mec.engines(0).pull("x")).containsExactly(List.of(2, 3));
  }

  @Test
  void scatter_text_givesTexts() {
    mec.scatter("x", "hello");

    assertThat(mec.pull("x")).containsExactly("he", "l", "l", "o");
    assertThat(mec.gather("x")).isEqualTo(List.of("he", "l", "l", "o"));
  }

  static Stream<Arguments> arrays() {
    return Stream.<Object>of(
            new boolean[] {true, false, true, true, false},
            new byte[] {1, -2, 3, 4, 5},
            new char[] {'a', 'ж', 'c', 'd', 'e'},
            new short[] {1, 2, 3, 4, -5},
            new int[] {1, 2, 3, 4, 5},
            new long[] {1, 2, 3, 4, Long.MIN_VALUE},
            new float[] {1.5f, 2, 3, 4, Float.NaN},
            new double[] {1.5, -0.0, 3, 4, Double.NaN},
            new String[] {"a", null, "c", "d", "e"},
            new int[][] {{1}, {2, 3}, {}, {4}, {5}})
        .map(array -> Arguments.of(array));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void scatter_array_givesArraysOfItsType(Object array) {
    mec.scatter("x", array);

    assertThat(mec.pull("x")).hasSize(4).allMatch(piece -> piece.getClass() == array.getClass());
    assertThat(outputs(mec.execute("print x.length"))).containsExactly("2", "1", "1", "1");
    assertThat(mec.gather("x")).hasSameClassAs(array);
    assertThat(Arrays.deepEquals(new Object[] {mec.gather("x")}, new Object[] {array})).isTrue();
  }

  static Stream<Object> collections() {
    return Stream.of(
        new LinkedHashSet<>(List.of(3, 1, 2)),
        new TreeSet<>(List.of(3, 1, 2)),
        new ArrayDeque<>(List.of(3, 1, 2)),
        Arrays.asList(3, null, 2));
  }

  @ParameterizedTest
  @MethodSource("collections")
  void scatter_collectionWithAnOrder_givesLists(Iterable<Integer> collection) {
    mec.scatter("x", collection);

    assertThat((List<?>) mec.gather("x")).hasSize(3);
    assertThat(mec.gather("x")).isEqualTo(objects(collection));
  }

  @Test
  void scatter_flatten_givesBareElements() {
    mec.scatter("x", range(4), Distribution.BLOCK, true);

    assertThat(mec.pull("x")).containsExactly(0, 1, 2, 3);
    assertThat(mec.gather("x")).isEqualTo(range(4));
  }

  @Test
  void scatter_flattenThreeElements_leavesTheEmptyPiece() {
    mec.scatter("x", range(3), Distribution.BLOCK, true);

    assertThat(mec.pull("x")).containsExactly(0, 1, 2, List.of());
    assertThat(mec.gather("x")).isEqualTo(List.of(0, 1, 2, List.of()));
  }

  @Test
  void scatter_flattenSixElements_doesNotJoin() {
    mec.scatter("x", range(6), Distribution.BLOCK, true);

    assertThat(mec.pull("x")).containsExactly(List.of(0, 1), List.of(2, 3), 4, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.gather("x"))
        .withMessageContaining("part 2");
  }

  @Test
  void scatter_flattenListsOfOne_takesOneLevelOff() {
    var nested = List.of(List.of(1), List.of(2), List.of(3), List.of(4));
    mec.scatter("x", nested, Distribution.BLOCK, true);

    assertThat(mec.pull("x")).containsExactly(List.of(1), List.of(2), List.of(3), List.of(4));
    assertThat(mec.gather("x")).isEqualTo(List.of(1, 2, 3, 4));
  }

  @Test
  void scatter_flattenArray_givesBareElements() {
    mec.scatter("x", new double[] {1, 2, 3, 4}, Distribution.BLOCK, true);

    assertThat(mec.pull("x")).containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void scatter_roundRobin_deals() {
    mec.scatter("x", range(10), Distribution.ROUND_ROBIN, false);

    assertThat(mec.pull("x"))
        .containsExactly(List.of(0, 4, 8), List.of(1, 5, 9), List.of(2, 6), List.of(3, 7));
    assertThat(mec.gather("x", Distribution.ROUND_ROBIN)).isEqualTo(range(10));
  }

  static Stream<Object> noSequences() {
    return Stream.of(new HashSet<>(List.of(1, 2)), Map.of(1, 2), 5, List.of(1).iterator());
  }

  @ParameterizedTest
  @MethodSource("noSequences")
  void scatter_withoutAnOrder_isBareAndNothingIsSent(Object value) {
    assertThatIllegalArgumentException().isThrownBy(() -> mec.scatter("x", value));

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void scatter_unsendableElement_isBareAndNothingIsSent() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.scatter("x", List.of(1, 2, 3, Thread.currentThread())))
        .withMessageContaining("java.lang.Thread");

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void scatter_unknownEngine_failsWithTheErrorItself() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> mec.engines(0, 99).scatter("x", range(4)))
        .withMessageContaining("99");
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> mec.engines(99).scatterAsync("x", range(4), Distribution.BLOCK, false));

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void scatter_behindAFailure_isNamedScatterAndPush() throws Exception {
    Gate gate = gate();
    var failing = mec.engines(1).executeAsync(gate.pass() + "; 1 / 0");
    var scattered = mec.scatterAsync("x", range(4), Distribution.BLOCK, false);
    openBehind(gate, mec);

    CompositeError error = composite(scattered);

    assertThat(error)
        .hasMessageStartingWith(
            "one or more exceptions from call to method: scatter\n[1:push]: QueueCleared");
    assertThat(composite(failing).entries()).hasSize(1);
    assertThat(mec.engines(0, 2, 3).gather("x")).isEqualTo(List.of(0, 2, 3));
  }

  @Test
  void scatterAsync_listChangedAfterwards_isWhatItWas() throws Exception {
    var list = new java.util.ArrayList<>(range(4));
    var pending = mec.scatterAsync("x", list, Distribution.BLOCK, false);
    list.clear();

    await(pending);

    assertThat(mec.gather("x")).isEqualTo(range(4));
  }

  private static List<Object> objects(Iterable<Integer> collection) {
    List<Object> list = new java.util.ArrayList<>();
    collection.forEach(list::add);
    return list;
  }
}
