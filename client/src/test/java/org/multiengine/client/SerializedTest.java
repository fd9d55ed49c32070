package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.error.SerializationError;

final class SerializedTest {

  private final ClientValues values =
      new ClientValues("client", SerializedTest.class.getClassLoader());

  @AfterEach
  void close() {
    values.close();
  }

  private Serialized serialized(Object value) {
    return new Serialized(values.encode(value), values);
  }

  @Test
  void value_isANewCopyEachTime() {
    Serialized serialized = serialized(new ArrayList<>(List.of(1)));

    assertThat(serialized.value()).isEqualTo(List.of(1)).isNotSameAs(serialized.value());
  }

  @Test
  void size_isThatOfTheBytes() {
    assertThat(serialized(new byte[1000]).size()).isBetween(1000L, 1020L);
  }

  @Test
  void of_pulledBytes_hasTheirValue() {
    var bytes = values.encode(Map.of("a", 1)).bytes();

    assertThat(Serialized.of(bytes, values).value()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void value_classNotAllowed_isRefused() {
    record Secret(int number) {}
    try (var others = new ClientValues("other", SerializedTest.class.getClassLoader())) {
      var secret = new Serialized(others.encode(List.of(new Secret(1))), values);

      assertThatExceptionOfType(SerializationError.class).isThrownBy(secret::value);
    }
  }
}
