package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BindingsTest {

  @Test
  void with_nameAgain_replacesTheObject() {
    assertThat(Bindings.NONE.with("a", 1).with("a", 2).objects()).containsOnly(Map.entry("a", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a.b", "a b", "class"})
  void with_nameThatScriptsCannotUse_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bindings.NONE.with(name, 1))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void with_nameOfTheEnginesNumber_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bindings.NONE.with("id", 1))
        .withMessageContaining("choose another name");
  }
}
