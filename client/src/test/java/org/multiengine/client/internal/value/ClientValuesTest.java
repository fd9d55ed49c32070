package org.multiengine.client.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import groovy.lang.IntRange;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.RemoteSupplier;

final class ClientValuesTest {

  /** A value of the program's. */
  record Point(int x, int y) {}

  private final ClientValues values =
      new ClientValues("client", ClientValuesTest.class.getClassLoader());

  private final ClientValues elsewhere =
      new ClientValues("another", ClientValuesTest.class.getClassLoader());

  @AfterEach
  void close() {
    values.close();
    elsewhere.close();
  }

  @SuppressWarnings("JavaUtilDate")
  static Stream<Arguments> plainValues() {
    return alone(
        "text",
        1,
        2.5,
        true,
        'c',
        new int[] {1},
        new double[0],
        new BigDecimal("1.5"),
        List.of(1, 2),
        new ArrayList<>(List.of("a", List.of(1.5))),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Map.of("a", 1),
        new TreeMap<>(Map.of("a", Set.of(1))),
        new Date(1_000),
        LocalDate.of(2026, 1, 31),
        Instant.ofEpochSecond(1),
        Duration.ofSeconds(1),
        ZonedDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneId.of("Europe/Berlin")),
        new String[] {"a"},
        Optional.of(1),
        new IntRange(true, 1, 3));
  }

  /** Returns each value as the only argument of a test, also an array. */
  private static Stream<Arguments> alone(Object... values) {
    return Stream.of(values).map(value -> Arguments.of(new Object[] {value}));
  }

  @ParameterizedTest
  @MethodSource("plainValues")
  void encode_plainValue_needsNoCode(Object value) {
    assertThat(values.encode(value).code()).isEqualTo(CodeRegistry.NONE);
    assertThat(values.decode(values.encode(value).bytes())).isEqualTo(value);
  }

  @Test
  void encode_null_needsNoCode() {
    assertThat(values.encode(null).code()).isEqualTo(CodeRegistry.NONE);
    assertThat(values.decode(values.encode(null).bytes())).isNull();
  }

  @Test
  void encode_valueOfTheProgram_namesItsCode() {
    String code = values.encode(new Point(1, 2)).code();

    assertThat(CodeRegistry.clientOf(code)).isEqualTo("client");
    assertThat(values.encode(List.of(new Point(3, 4))).code()).isEqualTo(code);
  }

  static Stream<Arguments> valuesOfTheProgram() {
    List<Object> late = new ArrayList<>(Collections.nCopies(1_000, 1));
    late.add(new Point(1, 2));
    return alone(
        new Point(1, 2),
        List.of(new Point(1, 2)),
        late,
        Map.of("a", List.of(new Point(1, 2))),
        Map.of(new Point(1, 2), 1),
        Optional.of(new Point(1, 2)),
        new Point[] {new Point(1, 2)},
        new Object[] {1, new Point(1, 2)},
        new TreeMap<>(new ByHash()),
        Collections.unmodifiableCollection(List.of(new Point(1, 2))));
  }

  /** A comparator of the program's, which a map may hold. */
  static final class ByHash implements Comparator<Object>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Object left, Object right) {
      return Integer.compare(left.hashCode(), right.hashCode());
    }
  }

  @ParameterizedTest
  @MethodSource("valuesOfTheProgram")
  void encode_valueThatHoldsOneOfTheProgram_namesItsCode(Object value) {
    assertThat(CodeRegistry.clientOf(values.encode(value).code())).isEqualTo("client");
  }

  @Test
  void decode_classNobodySent_isRefused() {
    var encoded = elsewhere.encode(new Point(1, 2));

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> values.decode(encoded.bytes()))
        .withMessageContaining("refused to decode " + Point.class.getName());
  }

  @Test
  void decode_classAllowedByName_isLetIn() {
    values.allow(Point.class.getName());

    assertThat(values.decode(elsewhere.encode(new Point(1, 2)).bytes())).isEqualTo(new Point(1, 2));
  }

  @Test
  void decode_classThatWasSent_isLetIn() {
    assertThat(values.decode(values.encode(new Point(1, 2)).bytes())).isEqualTo(new Point(1, 2));
  }

  @Test
  void encodeFunction_letsItsPackageIn() {
    RemoteSupplier<Point> function = () -> new Point(1, 2);

    var sent = values.encodeFunction(function);

    assertThat(sent.loader()).isSameAs(ClientValuesTest.class.getClassLoader());
    assertThat(values.decode(elsewhere.encode(new Point(1, 2)).bytes())).isEqualTo(new Point(1, 2));
  }

  @Test
  void encodeFunction_expression_letsNothingIn() {
    assertThat(values.encodeFunction("{ it }").code()).isEqualTo(CodeRegistry.NONE);

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> values.decode(elsewhere.encode(new Point(1, 2)).bytes()));
  }

  @Test
  void encode_unsendable_isRefused() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> values.encode(List.of(1, Thread.currentThread())))
        .withMessageContaining("java.lang.Thread")
        .withMessageContaining("[1]");
  }

  @Test
  void encode_unsendableOfAName_tellsTheName() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> values.encode(List.of(1, Thread.currentThread()), "a"))
        .withMessage("cannot send 'a': a[1] is of class java.lang.Thread");
  }
}
