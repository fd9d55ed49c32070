package org.multiengine.client.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  static Stream<Object> plainValues() {
    return Stream.of("text", 1, 2.5, true, 'c', new int[] {1}, new double[0]);
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
