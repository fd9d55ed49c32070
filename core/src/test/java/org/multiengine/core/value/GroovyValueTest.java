package org.multiengine.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import groovy.lang.GroovyShell;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.SerializationError;

final class GroovyValueTest {

  private final GroovyShell shell = new GroovyShell();
  private final ValueCodec engine = ValueCodec.forEngine(shell.getClassLoader());
  private final ValueCodec client = ValueCodec.forClient(GroovyValueTest.class.getClassLoader());

  private @Nullable Object received(String script) {
    return client.decode(engine.encode(shell.evaluate(script)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0..<5",
        "3..1",
        "'a'..'e'",
        "1.0..2.0",
        "(1..10).by(2)",
        "1..<1",
        "[1, 2.5, 10G, null]",
        "[b: 1, a: [c: 2]]",
        "[1, 2] as Set",
        "[b: 1, a: 2].sort()",
        "[1, 2, 3].groupBy { it % 2 }",
        "['x', 'y'].withIndex()",
        "[1, 2].asImmutable()",
        "new Tuple(1, 2)",
        "Tuple.tuple(1, 'a', 2.0)",
        "[1, 2, 3].collate(2)"
      })
  void value_ofScript_arrivesEqual(String script) {
    Object value = shell.evaluate(script);

    assertThat(client.decode(engine.encode(value))).isEqualTo(value).hasSameClassAs(value);
  }

  @Test
  void gstring_anywhere_arrivesAsString() {
    assertThat(received("def n = 3; \"x$n\"")).isEqualTo("x3");
    assertThat(received("def n = 3; ['a', \"x$n\"]")).isEqualTo(List.of("a", "x3"));
    assertThat(received("def n = 3; [(\"x$n\"): \"y$n\"]")).isEqualTo(Map.of("x3", "y3"));
  }

  @Test
  void viewsOfMap_ofScript_arrive() {
    assertThat(received("[a: 1].keySet()")).hasToString("[a]");
    assertThat(received("[a: 1].max { it.value }")).isEqualTo(Map.entry("a", 1));
  }

  @Test
  void expandoAndConfig_withValues_arrive() {
    assertThat(received("new Expando(a: 1)")).hasToString("{a=1}");
    Object config = shell.evaluate("def c = new ConfigObject(); c.a.b = 1; c");
    assertThat(engine.decode(engine.encode(config))).hasToString("[a:[b:1]]");
  }

  @Test
  void exception_ofAssert_arrives() {
    assertThat(received("try { assert 1 == 2 } catch (Throwable e) { e }"))
        .asInstanceOf(THROWABLE)
        .hasMessageContaining("assert 1 == 2");
  }

  @Test
  void object_ofScriptsClass_arrivesAtLoaderThatKnowsIt() {
    Object point = shell.evaluate("class Point { int x; def y }; new Point(x: 1, y: \"${2}\")");
    var sameLoader = ValueCodec.forEngine(point.getClass().getClassLoader());

    var copy = sameLoader.decode(sameLoader.encode(point));

    assertThat(copy).hasSameClassAs(point).hasFieldOrPropertyWithValue("y", "2");
  }

  @Test
  void closure_ofScript_isRefusedSinceItHoldsTheNamespace() {
    Object closure = shell.evaluate("{ x -> x + 1 }");

    assertThatThrownBy(() -> engine.encode(Map.of("f", closure)))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("cannot send Script1: at value['f'].")
        .hasMessageContaining("of groovy.lang.Closure");
  }

  @Test
  void methodClosure_received_isRefused() {
    Object method = shell.evaluate("'text'.&length");

    ValueCodec client = ValueCodec.forClient(getClass().getClassLoader());

    assertThatThrownBy(() -> client.decode(engine.encode(method)))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("MethodClosure");
  }
}
