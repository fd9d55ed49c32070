package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.namespace.ScriptError;

final class JavaFunctionTest {

  private final Session session = new Session();

  @AfterEach
  void close() {
    session.close();
  }

  private void define(String name, Object function) {
    session.namespace.put(name, session.namespace.attach(function));
  }

  private void defineLength() {
    RemoteFunction<Object, Integer> length = Array::getLength;
    define("length", length);
  }

  @Test
  void call_primitiveArray_isOneArgument() throws ScriptError {
    defineLength();

    assertThat(session.run("length([1, 2, 3] as double[])")).isEqualTo(3);
  }

  @Test
  void call_arrayOfObjects_isOneArgument() throws ScriptError {
    defineLength();

    assertThat(session.run("length(['a', 'b'] as String[])")).isEqualTo(2);
    assertThat(session.run("length([1, 'b'] as Object[])")).isEqualTo(2);
    assertThat(session.run("length([] as Object[])")).isEqualTo(0);
  }

  @Test
  void call_arrayBySomethingElse_isOneArgument() throws ScriptError {
    defineLength();

    assertThat(session.run("[[1] as int[], [1, 2] as int[]].collect(length)"))
        .hasToString("[1, 2]");
    assertThat(session.run("length.call([1, 2] as int[])")).isEqualTo(2);
  }

  @Test
  void call_twoArrays_areTwoArguments() throws ScriptError {
    RemoteBiFunction<int[], int[], Integer> lengths = (x, y) -> 10 * x.length + y.length;
    define("lengths", lengths);

    assertThat(session.run("lengths([1, 2] as int[], [3] as int[])")).isEqualTo(21);
  }

  @Test
  void call_nullOrNothing_isNull() throws ScriptError {
    RemoteFunction<Object, Boolean> isNull = x -> x == null;
    define("isNull", isNull);

    assertThat(session.run("isNull(null)")).isEqualTo(true);
    assertThat(session.run("isNull()")).isEqualTo(true);
  }

  @Test
  void call_numberOfAnotherType_isConverted() throws ScriptError {
    RemoteFunction<Double, Double> half = x -> x / 2;
    RemoteSupplier<Integer> seven = () -> 7;
    define("half", half);
    define("seven", seven);

    assertThat(session.run("half(3) + seven()")).isEqualTo(8.5);
  }

  @Test
  void call_tooManyArguments_isAnErrorThatSaysSo() {
    defineLength();

    assertThat(session.failure("length(1, 2, 3)").errorName()).isEqualTo("MissingMethodException");
  }
}
