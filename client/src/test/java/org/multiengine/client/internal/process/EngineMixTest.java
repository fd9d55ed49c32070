package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;

final class EngineMixTest {

  @Test
  void parse_languages_keepsTheirOrder() {
    EngineMix mix = EngineMix.parse("python:4, groovy:2");

    assertThat(mix.counts().keySet()).containsExactly("python", "groovy");
    assertThat(mix.total()).isEqualTo(6);
    assertThat(mix).hasToString("python:4,groovy:2");
    assertThat(EngineMix.parse("").counts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "python:", "python:0", ":4", "a:1,a:2", "a:1,", "a:b", "a:1:2"})
  void parse_anotherText_isRefused(String text) {
    assertThatThrownBy(() -> EngineMix.parse(text))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("python:4,groovy:2")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void plan_mix_givesEachSlotItsLanguage() {
    var plan = new SlotPlan("s", 2, 100);

    assertThat(plan.plan(EngineMix.parse("python:3,groovy:1")))
        .containsExactly(
            java.util.Map.entry("s0", 2),
            java.util.Map.entry("s1", 1),
            java.util.Map.entry("s2", 1));
    assertThat(plan.optionsOf("s1")).isEqualTo(List.of("-Dmultiengine.engine.language=python"));
    assertThat(plan.optionsOf("s2")).isEqualTo(List.of("-Dmultiengine.engine.language=groovy"));
    assertThat(plan.plan(1)).containsKey("s3");
    assertThat(plan.optionsOf("s3")).isEmpty();
  }
}
