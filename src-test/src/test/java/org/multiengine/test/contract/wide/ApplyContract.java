package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.EngineScope;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests functions of Java that use the engine they run on. */
abstract class ApplyContract extends ContractCase {

  private static int value(EngineScope engine, String name) {
    return (Integer) Objects.requireNonNull(engine.get(name));
  }

  ApplyContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void apply_id_isThatOfEachEngine() {
    assertThat(mec.apply(engine -> engine.id())).containsExactly(0, 1, 2, 3);
    assertThat(mec.engines(2, 0).apply(engine -> engine.id())).containsExactly(2, 0);
  }

  @Test
  void apply_get_isTheValueThere() {
    mec.execute("a = id * 10");

    assertThat(mec.apply(engine -> 1 + value(engine, "a"))).containsExactly(1, 11, 21, 31);
  }

  @Test
  @SuppressWarnings("NullAway") // functions may give null
  void apply_put_bindsTheNameForScripts() {
    List<Integer> nothing =
        mec.apply(
            engine -> {
              engine.put("b", engine.id() + 0.5);
              return null;
            });

    assertThat(nothing).hasSize(4).containsOnlyNulls();
    assertThat(mec.pull("b")).containsExactly(0.5, 1.5, 2.5, 3.5);
  }

  @Test
  void apply_namesAndRemove_areThoseOfTheNamespace() {
    mec.push(java.util.Map.of("a", 1, "b", 2));

    List<List<String>> names =
        mec.apply(
            engine -> {
              engine.remove("a");
              return engine.names();
            });

    assertThat(names).allSatisfy(of -> assertThat(of).containsExactlyInAnyOrder("id", "b"));
  }

  @Test
  void apply_missingName_isANameError() {
    CompositeError error = composite(() -> mec.apply(engine -> value(engine, "missing")));

    assertThat(error)
        .hasMessageContaining("[3:apply]: NameError: name missing is not defined")
        .hasMessageStartingWith("one or more exceptions from call to method: apply");
    assertThat(error.entries().get(0).error()).hasCauseInstanceOf(NameError.class);
  }

  @Test
  void apply_removeOfAMissingName_isANameError() {
    CompositeError error =
        composite(
            () ->
                mec.engines(0)
                    .apply(
                        engine -> {
                          engine.remove("missing");
                          return 0;
                        }));

    assertThat(error).hasMessageContaining("NameError: name missing is not defined");
  }

  @Test
  void apply_supplier_runsOnEachEngine() {
    String text = "captured";

    assertThat(mec.apply(() -> text.length())).containsExactly(8, 8, 8, 8);
  }

  @Test
  void apply_printing_isInTheRecord() {
    mec.engines(1)
        .apply(
            engine -> {
              System.out.println("out of " + engine.id());
              System.err.println("err of " + engine.id());
              return 0;
            });

    assertThat(mec.engines(1).getResult())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.stdout()).isEqualTo("out of 1\n");
              assertThat(record.stderr()).isEqualTo("err of 1\n");
              assertThat(record.input()).startsWith("apply(lambda of ");
              assertThat(record.number()).isEqualTo(1);
            });
  }

  @Test
  void apply_failing_isACompositeErrorWithATraceback() {
    CompositeError error =
        composite(
            () ->
                mec.engines(3)
                    .apply(
                        engine -> {
                          throw new IllegalStateException("no");
                        }));

    assertThat(error).hasMessageContaining("[3:apply]: IllegalStateException: no");
    assertThatIllegalStateException().isThrownBy(error::raiseException).withMessage("no");
    assertThat(mec.engines(3).getResult(1).get(0).traceback()).contains("ApplyContract.java");
  }

  @Test
  void apply_recursionWithoutEnd_isAnOrdinaryError() {
    assertThat(composite(() -> mec.engines(0).apply(engine -> depth(engine, 0))))
        .hasMessageContaining("StackOverflowError");
    assertThat(mec.engines(0).apply(engine -> engine.id())).containsExactly(0);
  }

  @Test
  void apply_resultThatCannotBeSent_failsAndTheEngineServesOn() {
    CompositeError error = composite(() -> mec.apply(engine -> Thread.currentThread()));

    assertAllFailed(error, SerializationError.class);
    assertThat(error).hasMessageContaining("java.lang.Thread");
    assertThat(mec.apply(engine -> engine.id())).containsExactly(0, 1, 2, 3);
  }

  @Test
  void applyAsync_behindAText_seesWhatItDid() throws Exception {
    Gate gate = gate();
    mec.executeAsync(gate.pass() + "; a = id");
    var pending = mec.applyAsync(engine -> value(engine, "a"));

    assertThat(pending.isDone()).isFalse();
    gate.open();

    assertThat(await(pending)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void apply_functionGivenBack_runsHere() throws Exception {
    List<org.multiengine.core.function.RemoteFunction<Integer, Integer>> adders =
        mec.apply(
            engine -> {
              int id = engine.id();
              return x -> x + id;
            });

    assertThat(adders.get(3).apply(10)).isEqualTo(13);
  }

  private static int depth(EngineScope engine, int deeper) {
    return engine.id() < 0 ? deeper : 1 + depth(engine, deeper + 1);
  }
}
