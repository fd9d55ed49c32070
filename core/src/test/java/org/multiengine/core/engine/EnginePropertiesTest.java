package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.PropertiesRequest.Action;

final class EnginePropertiesTest {

  private static final EncodedValue ONE = new EncodedValue(new byte[] {1});
  private static final EncodedValue TWO = new EncodedValue(new byte[] {2});

  private final EngineProperties properties = new EngineProperties();

  private Outcome set(List<String> keys, EncodedValue... values) {
    return properties.answer(new PropertiesRequest(Action.SET, keys, Arrays.asList(values)));
  }

  private Outcome ask(Action action, String... keys) {
    return properties.answer(new PropertiesRequest(action, List.of(keys), List.of()));
  }

  private Map<String, EncodedValue> all() {
    Outcome answer = properties.answer(new PropertiesRequest(Action.GET, null, List.of()));
    return ((Outcome.PropertyValues) answer).values();
  }

  @Test
  void get_fresh_isEmpty() {
    assertThat(all()).isEmpty();
  }

  @Test
  void set_then_getHasThem() {
    assertThat(set(List.of("a", "b"), ONE, TWO)).isEqualTo(new Outcome.Done());

    assertThat(all()).containsExactly(Map.entry("a", ONE), Map.entry("b", TWO));
    assertThat(ask(Action.GET, "b")).isEqualTo(new Outcome.PropertyValues(Map.of("b", TWO)));
  }

  @Test
  void set_again_replaces() {
    set(List.of("a"), ONE);
    set(List.of("a"), TWO);

    assertThat(all()).isEqualTo(Map.of("a", TWO));
  }

  @Test
  void has_someSet_tellsEachInOrder() {
    set(List.of("a"), ONE);

    assertThat(ask(Action.HAS, "zz", "a")).isEqualTo(new Outcome.Flags(List.of(false, true)));
  }

  @Test
  void get_missing_isAKeyError() {
    set(List.of("a"), ONE);

    assertThatExceptionOfType(KeyError.class)
        .isThrownBy(() -> ask(Action.GET, "a", "zz"))
        .withMessage("zz");
  }

  @Test
  void get_noKeys_isEmpty() {
    set(List.of("a"), ONE);

    assertThat(ask(Action.GET)).isEqualTo(new Outcome.PropertyValues(Map.of()));
  }

  @Test
  void del_removesThose() {
    set(List.of("a", "b"), ONE, TWO);
    ask(Action.DEL, "a");

    assertThat(all()).isEqualTo(Map.of("b", TWO));
  }

  @Test
  void del_oneMissing_changesNothing() {
    set(List.of("a"), ONE);

    assertThatExceptionOfType(KeyError.class).isThrownBy(() -> ask(Action.DEL, "a", "zz"));

    assertThat(all()).isEqualTo(Map.of("a", ONE));
  }

  @Test
  void clear_leavesNone() {
    set(List.of("a"), ONE);
    properties.answer(new PropertiesRequest(Action.CLEAR, null, List.of()));

    assertThat(all()).isEmpty();
  }
}
