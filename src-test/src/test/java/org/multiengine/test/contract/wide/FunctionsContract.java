package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.test.contract.ContractCase;

/** Tests functions bound to names (reference, 9.2). */
abstract class FunctionsContract extends ContractCase {

  FunctionsContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void pushFunction_ofOneValue_isCalledByScripts() {
    mec.pushFunction("f", (Double x) -> 2.0 * Math.pow(x, 4));

    assertThat(outputs(mec.execute("println f(2.0d)"))).containsOnly("32.0\n");
  }

  @Test
  void pushFunction_ofTwoValues_isCalledByScripts() {
    mec.pushFunction("add", (Integer x, Integer y) -> x + y);

    assertThat(outputs(mec.execute("println add(1, 2)"))).containsOnly("3\n");
  }

  @Test
  void pushFunction_ofNoValue_isCalledByScripts() {
    int captured = 42;
    mec.pushFunction("answer", () -> captured);

    assertThat(outputs(mec.execute("println answer()"))).containsOnly("42\n");
  }

  @Test
  void pushFunction_inACollect_isUsedAsAClosure() {
    mec.pushFunction("f", (Integer x) -> x * x);

    mec.execute("a = [1, 2, 3].collect(f)");

    assertThat(mec.pull("a")).containsOnly(List.of(1, 4, 9));
  }

  @Test
  void pushFunction_mapByName_isApplied() {
    mec.pushFunction("f", (Integer x) -> x * x);

    assertThat(mec.map("f", List.of(1, 2, 3, 4, 5))).containsExactly(1, 4, 9, 16, 25);
  }

  @Test
  void pushFunctions_several_areBound() {
    RemoteFunction<Integer, Integer> one = x -> x + 1;
    RemoteBiFunction<Integer, Integer, Integer> two = (x, y) -> x * y;
    RemoteSupplier<String> none = () -> "none";

    mec.engines(1, 2).pushFunctions(Map.of("one", one, "two", two, "none", none));

    assertThat(outputs(mec.engines(1, 2).execute("println \"${one(1)} ${two(2, 3)} ${none()}\"")))
        .containsOnly("2 6 none\n");
    assertThat(mec.engines(0).keys()).containsExactly(List.of("id"));
  }

  @Test
  void pushFunction_throwing_isAnErrorOfTheText() {
    mec.engines(0)
        .pushFunction(
            "f",
            (Integer x) -> {
              throw new java.io.IOException("of the function");
            });

    CompositeError error = composite(() -> mec.engines(0).execute("f(1)"));

    assertThat(error).hasMessageContaining("[0:execute]: IOException: of the function");
  }

  @Test
  void pushFunction_again_replacesTheFirst() {
    mec.pushFunction("f", () -> 1);
    mec.pushFunction("f", () -> 2);

    assertThat(outputs(mec.execute("print f()"))).containsOnly("2");
  }

  @Test
  void pushFunction_capturingAThread_isBareAndNothingIsSent() {
    Thread thread = Thread.currentThread();

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.pushFunction("f", () -> thread.getName()));

    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void pullFunction_ofAScript_runsOnItsEngine() throws Exception {
    mec.execute("def f(x) { x + 100 * id }");

    List<RemoteFunction<Object, Object>> functions = mec.pullFunction("f");

    assertThat(functions).hasSize(4);
    assertThat(functions.get(3).apply(5)).isEqualTo(305);
    assertThat(functions.get(0).apply(5)).isEqualTo(5);
  }

  @Test
  void pullFunction_ofSomeTargets_isInTheirOrder() throws Exception {
    mec.execute("f = { x -> id + x }");

    List<RemoteFunction<Object, Object>> functions = mec.engines(2, 1).pullFunction("f");

    assertThat(functions.get(0).apply(0)).isEqualTo(2);
    assertThat(functions.get(1).apply(0)).isEqualTo(1);
  }

  @Test
  void pullFunction_missing_isANameError() {
    mec.engines(0, 1, 2).execute("f = { id }");

    CompositeError error = composite(() -> mec.pullFunction("f"));

    assertThat(error.entries()).extracting(entry -> entry.engine().value()).containsExactly(3);
    assertThat(error).hasMessageContaining("NameError: name f is not defined");
  }

  @Test
  void pullFunction_noFunction_failsWithAClearError() {
    mec.put("f", 5);

    CompositeError error = composite(() -> mec.pullFunction("f"));

    assertAllFailed(error, KernelError.class);
    assertThat(error).hasMessageContaining("f is not a function");
  }

  @Test
  void push_ofAFunction_isAValueScriptsCanCall() {
    RemoteFunction<Integer, Integer> one = x -> x + 1;
    mec.put("f", one);

    assertThat(outputs(mec.execute("print f.apply(1)"))).containsOnly("2");
  }

  @Test
  void pullFunction_missing_isNamedPullFunctionAndTakesNoNumber() {
    assertThat(composite(() -> mec.pullFunction("f")))
        .hasMessageStartingWith("one or more exceptions from call to method: pull_function\n")
        .hasMessageContaining("[0:pull_function]: NameError: name f is not defined");

    mec.execute("f = { it }");
    mec.pullFunction("f");

    assertThat(numbers(mec.execute("a = 1"))).containsOnly(2);
  }

  @Test
  void pullFunctionAsync_running_waitsItsTurn() throws Exception {
    mec.executeAsync("f = { x -> x + id }");

    assertThat(await(mec.pullFunctionAsync("f")).get(2).apply(1)).isEqualTo(3);
  }
}
