package org.multiengine.client.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiengine.core.function.RemoteFunction;

final class FunctionLabelTest {

  /** A function with a name. */
  static final class Named implements RemoteFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer apply(Integer value) {
      return value;
    }
  }

  @Test
  void of_lambda_namesTheClassItStandsIn() {
    RemoteFunction<Integer, Integer> lambda = x -> x;

    assertThat(FunctionLabel.of(lambda))
        .isEqualTo("lambda of org.multiengine.client.internal.value.FunctionLabelTest");
  }

  @Test
  void of_methodReference_namesTheClassItStandsIn() {
    RemoteFunction<String, Integer> reference = String::length;

    assertThat(FunctionLabel.of(reference)).startsWith("lambda of ").endsWith("FunctionLabelTest");
  }

  @Test
  void of_class_isItsName() {
    assertThat(FunctionLabel.of(new Named())).isEqualTo(Named.class.getName());
  }

  @Test
  void of_expression_isItself() {
    assertThat(FunctionLabel.of(" { x -> x } \n")).isEqualTo("{ x -> x }");
    assertThat(FunctionLabel.of("")).isEmpty();
  }

  @Test
  void of_longExpression_isShortened() {
    assertThat(FunctionLabel.of("x".repeat(61))).isEqualTo("x".repeat(60) + "...");
    assertThat(FunctionLabel.of("x".repeat(60))).isEqualTo("x".repeat(60));
    assertThat(FunctionLabel.of("{ x ->\n  x }")).isEqualTo("{ x ->...");
  }

  @Test
  void hostClass_notALambda_isTheClass() {
    assertThat(FunctionLabel.hostClass(Named.class)).isEqualTo(Named.class.getName());
  }
}
