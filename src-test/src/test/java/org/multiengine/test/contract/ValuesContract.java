package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.SerializationError;

/** Tests values that are pushed and pulled. */
abstract class ValuesContract extends ContractCase {

  private static final int TWENTY_MEGABYTES = 20_000_000;

  /** A user's class, which engines have on their class path. */
  record Point(int x, int y) {}

  ValuesContract(LocalCluster cluster) {
    super(cluster);
  }

  static Stream<Object> values() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("one", 1);
    map.put("none", null);
    map.put("nested", Map.of("list", List.of(1.5, 2L)));
    return Stream.of(
        true,
        (byte) 1,
        (short) 2,
        'c',
        3,
        4L,
        5.5f,
        Double.NaN,
        "",
        "жук 🪲",
        new BigDecimal("1.10"),
        BigInteger.TWO.pow(200),
        new int[] {1, 2},
        new double[] {1, 2},
        new boolean[] {true, false},
        new String[] {"a", "b"},
        new int[][] {{1}, {2, 3}},
        List.of(),
        Arrays.asList(1, null, "x"),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Set.of("only"),
        map,
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        LocalDate.of(2009, 6, 1),
        Instant.EPOCH,
        DayOfWeek.MONDAY,
        UUID.fromString("00000000-0000-0001-0000-000000000002"),
        Optional.of("x"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_pushedAndPulled_isEqual(Object value) {
    mec.put("a", value);

    assertThat(mec.pull("a"))
        .hasSize(4)
        .allMatch(pulled -> Objects.deepEquals(pulled, value))
        .allMatch(pulled -> sameKind(pulled, value));
  }

  @Test
  void value_madeByScripts_arrivesAsPlainJava() {
    mec.engines(0).execute("s = \"n=${1 + 1}\"; l = [1, 2.5, 'x']; m = [a: 1]; r = 1..3; d = 1.5d");

    List<Object> pulled = mec.engines(0).pull(List.of("s", "l", "m", "d")).get(0);

    assertThat(pulled)
        .containsExactly("n=2", List.of(1, new BigDecimal("2.5"), "x"), Map.of("a", 1), 1.5);
    assertThat(mec.engines(0).pull("r")).containsExactly(List.of(1, 2, 3));
  }

  @Test
  void value_withACycle_keepsIt() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);

    mec.engines(0).put("a", cycle);

    assertThat(outputs(mec.engines(0).execute("println a[0].is(a)"))).containsExactly("true\n");
    List<?> pulled = (List<?>) mec.engines(0).pull("a").get(0);
    assertThat(pulled == pulled.get(0)).isTrue();
  }

  @Test
  void value_ofTheUsersClass_isUsedByScripts() {
    mec.put("p", new Point(3, 4));

    assertThat(outputs(mec.execute("println p.x() + p.y()"))).containsOnly("7\n");
  }

  @Test
  void value_twentyMegabytes_areTheSameAfterPushAndPull() {
    byte[] bytes = new byte[TWENTY_MEGABYTES];
    new Random(1).nextBytes(bytes);

    mec.put("a", bytes);
    List<Object> pulled = mec.pull("a");

    assertThat(outputs(mec.execute("println a.length"))).containsOnly("20000000\n");
    assertThat(pulled).hasSize(4).allSatisfy(copy -> assertThat(copy).isEqualTo(bytes));
  }

  @Test
  void value_largeList_isTheSameAfterPushAndPull() {
    List<Integer> numbers = new Random(1).ints(300_000).boxed().toList();

    mec.engines(1, 2).put("a", numbers);

    assertThat(mec.engines(1, 2).pull("a")).allMatch(numbers::equals);
  }

  @Test
  void push_unsendableValue_isBareAndNothingIsSent() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("good", 1);
    values.put("bad", Thread.currentThread());

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.push(values))
        .withMessageContaining("java.lang.Thread");

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void pushAsync_unsendableValue_isRaisedByTheCall() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.pushAsync(Map.of("bad", List.of(new Object[] {System.out}))));
  }

  @Test
  void pull_unsendableValue_failsOnThatEngineOnly() {
    mec.execute("a = id == 2 ? Thread.currentThread() : id");

    CompositeError error = composite(() -> mec.pull("a"));

    assertThat(error.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.engine().value()).isEqualTo(2);
              assertThat(entry.error()).isInstanceOf(SerializationError.class);
            });
    assertThat(error.results()).extracting(CompositeError.Result::value).containsExactly(0, 1, 3);
  }

  @Test
  void pull_classTheClientLacks_failsAndTheEngineServesOn() {
    mec.engines(0).execute("class Local { int n = 1 }; a = new Local()");

    CompositeError error = composite(() -> mec.engines(0).pull("a"));

    assertAllFailed(error, SerializationError.class);
    assertThat(error).hasMessageContaining("Local");
    assertThat(outputs(mec.engines(0).execute("println a.n"))).containsExactly("1\n");
  }

  /**
   * Returns whether a pulled value has the kind of the pushed one. Lists and maps may have another
   * class.
   */
  private static boolean sameKind(Object pulled, Object value) {
    return value instanceof Iterable
        || value instanceof Map
        || pulled.getClass() == value.getClass();
  }
}
