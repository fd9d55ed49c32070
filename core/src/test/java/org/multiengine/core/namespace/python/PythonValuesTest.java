package org.multiengine.core.namespace.python;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.core.Complex;
import org.multiengine.core.DType;
import org.multiengine.core.NDArray;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/** Values that travel to Python and back. */
@Timeout(240)
final class PythonValuesTest {

  private static final int ROUNDS = 300;

  private static @Nullable Namespace shared;

  private final Namespace namespace = Objects.requireNonNull(shared);

  @BeforeAll
  static void start() {
    Pythons.require();
    shared = new PythonLanguage().createNamespace();
  }

  @AfterAll
  static void end() {
    if (shared != null) {
      shared.close();
    }
  }

  @BeforeEach
  void reset() {
    namespace.reset();
  }

  private @Nullable Object thereAndBack(@Nullable Object value) {
    namespace.put("x", value);
    return namespace.get("x");
  }

  private String inPython(@Nullable Object value) throws ScriptError {
    namespace.put("x", value);
    return String.valueOf(namespace.evaluate("x", "In [1]").display());
  }

  private @Nullable Object ofPython(String expression) throws ScriptError {
    namespace.evaluate("import datetime, decimal\nx = " + expression, "In [1]");
    return namespace.get("x");
  }

  @Test
  void values_toPython_haveItsTypes() throws ScriptError {
    assertThat(inPython(new BigDecimal("1.50"))).isEqualTo("Decimal('1.50')");
    assertThat(inPython(BigInteger.TEN.pow(30))).isEqualTo("1" + "0".repeat(30));
    assertThat(inPython(new Complex(1, -2))).isEqualTo("(1-2j)");
    assertThat(inPython(new byte[] {1, 2})).isEqualTo("b'\\x01\\x02'");
    assertThat(inPython(new Tuple<>(1, "a"))).isEqualTo("(1, 'a')");
    assertThat(inPython(Set.of(3))).isEqualTo("{3}");
    assertThat(inPython(Map.of(List.of(1), 2))).isEqualTo("{(1,): 2}");
    assertThat(inPython('c')).isEqualTo("'c'");
    assertThat(inPython(2.5f)).isEqualTo("2.5");
    assertThat(inPython(LocalDate.of(2024, 2, 29))).isEqualTo("datetime.date(2024, 2, 29)");
    assertThat(inPython(Instant.EPOCH)).contains("datetime.datetime(1970, 1, 1").contains("utc");
    assertThat(inPython(Duration.ofMillis(-1))).contains("datetime.timedelta(days=-1");
  }

  @Test
  void values_ofPython_haveTypesOfJava() throws ScriptError {
    assertThat(ofPython("2**31")).isEqualTo(1L << 31);
    assertThat(ofPython("-2**31")).isEqualTo(Integer.MIN_VALUE);
    assertThat(ofPython("2**63")).isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(ofPython("-2**63")).isEqualTo(Long.MIN_VALUE);
    assertThat(ofPython("2**5000")).isEqualTo(BigInteger.ONE.shiftLeft(5000));
    assertThat(ofPython("bytearray(b'ab')")).isEqualTo(new byte[] {97, 98});
    assertThat(ofPython("range(3)")).isEqualTo(List.of(0, 1, 2));
    assertThat(ofPython("frozenset([1])")).isEqualTo(Set.of(1));
    assertThat(ofPython("__import__('collections').OrderedDict(a=1)")).isEqualTo(Map.of("a", 1));
    assertThat(ofPython("__import__('array').array('d', [1, 2])")).isEqualTo(new double[] {1, 2});
    assertThat(ofPython("datetime.datetime(2024, 1, 2, 3, 4, 5, 6)"))
        .isEqualTo(LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6000));
    assertThat(ofPython("decimal.Decimal('1E+3')")).isEqualTo(new BigDecimal("1E+3"));
    assertThat(ofPython("'\\ud800x'")).isEqualTo("\ud800x");
  }

  @Test
  void value_thatContainsItself_keepsItsShape() {
    List<Object> list = new ArrayList<>();
    list.add(1);
    list.add(list);

    List<?> back = (List<?>) Objects.requireNonNull(thereAndBack(list));

    assertThat(back.get(0)).isEqualTo(1);
    assertThat(back.get(1)).isSameAs(back);
  }

  @Test
  void values_random_returnUnchanged() {
    var random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      Object value = value(random, 4);

      assertThat(thereAndBack(value)).as("round %s", round).isEqualTo(value);
    }
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 13 : 17)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> (long) Integer.MAX_VALUE + 1 + random.nextInt(1000);
      case 4 -> new BigInteger(64 + random.nextInt(2000), random).setBit(64).negate();
      case 5 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
      case 6 -> text(random);
      case 7 -> new Complex(random.nextDouble(), -random.nextDouble());
      case 8 -> new BigDecimal(new BigInteger(80, random), random.nextInt(40) - 20);
      case 9 -> LocalDate.ofEpochDay(random.nextInt(100_000)).atTime(time(random));
      case 10 ->
          OffsetDateTime.of(
              LocalDate.ofEpochDay(random.nextInt(100_000)).atTime(time(random)),
              ZoneOffset.ofTotalSeconds((random.nextInt(1200) - 600) * 60));
      case 11 -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000) * 1000L);
      case 12 -> new UUID(random.nextLong(), random.nextLong());
      case 13 -> list(random, depth);
      case 14 -> new Tuple<>(list(random, depth).toArray());
      case 15 -> map(random, depth);
      default -> set(random);
    };
  }

  private static LocalTime time(Random random) {
    return LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L + 1000L);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(300); i > 0; i--) {
      text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
    }
    return text.toString();
  }

  private static List<@Nullable Object> list(Random random, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }

  private static Map<Object, @Nullable Object> map(Random random, int depth) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      map.put(random.nextBoolean() ? text(random) : random.nextInt(), value(random, depth - 1));
    }
    return map;
  }

  private static Set<Object> set(Random random) {
    Set<Object> set = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      set.add(random.nextBoolean() ? text(random) : new Tuple<>(random.nextInt(), "x"));
    }
    return set;
  }

  @Test
  void arrays_ofAllTypesAndShapes_returnUnchanged() {
    Pythons.requireNumpy(namespace);
    var random = new Random(7);
    int[][] shapes = {{}, {0}, {1}, {7}, {3, 4}, {2, 0, 3}, {2, 3, 4, 1}};
    for (DType type : DType.values()) {
      for (int[] shape : shapes) {
        NDArray array = NDArray.zeros(type, shape);
        for (int i = 0; i < array.bytes().length; i++) {
          array.bytes()[i] = (byte) (type == DType.BOOL ? random.nextInt(2) : random.nextInt());
        }

        assertThat(thereAndBack(array)).isEqualTo(array);
        assertThat(thereAndBack(List.of(array, Map.of("k", array))))
            .isEqualTo(List.of(array, Map.of("k", array)));
      }
    }
  }

  @Test
  void arrays_ofOtherLayouts_areNormalised() throws ScriptError {
    Pythons.requireNumpy(namespace);
    namespace.evaluate("import numpy\na = numpy.arange(6.0).reshape(2, 3)", "In [1]");
    NDArray plain = NDArray.of(new double[][] {{0, 1, 2}, {3, 4, 5}});

    assertThat(ofPython("numpy.asfortranarray(a)")).isEqualTo(plain);
    assertThat(ofPython("a.astype('>f8')")).isEqualTo(plain);
    assertThat(ofPython("numpy.arange(24.0).reshape(4, 6)[::4, :3] * 1")).isNotNull();
    assertThat(ofPython("a.T")).isEqualTo(NDArray.of(new double[][] {{0, 3}, {1, 4}, {2, 5}}));
    assertThat(ofPython("a[:, ::2]")).isEqualTo(NDArray.of(new double[][] {{0, 2}, {3, 5}}));
    assertThat(ofPython("numpy.float64(2.5)")).isEqualTo(2.5);
    assertThat(ofPython("[numpy.int32(3), numpy.bool_(True)]")).isEqualTo(List.of(3, true));
    assertThat(inPython(new double[] {1, 2})).isEqualTo("array([1., 2.])");
    assertThat(inPython(new double[][] {{1}, {2}})).isEqualTo("array([[1.],\n       [2.]])");
  }

  @Test
  void array_received_canBeChanged() throws ScriptError {
    Pythons.requireNumpy(namespace);
    namespace.put("a", NDArray.of(1.0, 2.0));
    namespace.evaluate("a[0] = 5", "In [1]");

    assertThat(namespace.get("a")).isEqualTo(NDArray.of(5.0, 2.0));
  }

  @Test
  void array_large_returnsUnchanged() {
    Pythons.requireNumpy(namespace);
    NDArray array = NDArray.zeros(DType.FLOAT64, 1_000_000);
    for (int i = 0; i < array.size(); i++) {
      array.data().putDouble(8 * i, i);
    }

    assertThat(thereAndBack(array)).isEqualTo(array);
  }
}
