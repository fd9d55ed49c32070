package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.InvalidDeferredID;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.partition.Distribution;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests which call raises which error, row by row (reference, 12). */
abstract class SummaryContract extends ContractCase {

  SummaryContract(LocalCluster cluster) {
    super(cluster);
  }

  static Stream<Named<Consumer<MultiEngineClient>>> calls() {
    return Stream.of(
        Named.of("execute", client -> client.engines(0, 99).execute("a = 1")),
        Named.of("push", client -> client.engines(0, 99).put("a", 1)),
        Named.of("pull", client -> client.engines(0, 99).pull("a")),
        Named.of("apply", client -> client.engines(0, 99).apply(engine -> engine.id())),
        Named.of("map", client -> client.engines(0, 99).map("{ it }", List.of(1))),
        Named.of("pushFunction", client -> client.engines(0, 99).pushFunction("a", () -> 1)),
        Named.of("pullFunction", client -> client.engines(0, 99).pullFunction("a")),
        Named.of("scatter", client -> client.engines(0, 99).scatter("a", List.of(1))),
        Named.of("gather", client -> client.engines(0, 99).gather("a")),
        Named.of("pullSerialized", client -> client.engines(0, 99).pullSerialized("a")),
        Named.of("getProperties", client -> client.engines(0, 99).getProperties()),
        Named.of("clearQueue", client -> client.engines(0, 99).clearQueue()),
        Named.of("kill", client -> client.engines(0, 99).kill()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void call_unknownEngine_failsWithTheErrorItselfAndNothingRuns(Consumer<MultiEngineClient> call) {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> call.accept(mec))
        .withMessageContaining("id 99 is not registered");

    assertThat(mec.ids()).containsExactly(0, 1, 2, 3);
    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void targetsThatAreNoTargets_areRefusedHere() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> Targets.parse("ALL!"))
        .withMessageStartingWith("targets argument is not an int, list of ints or 'all': 'ALL!'");
  }

  @Test
  void unequalLengths_areRefusedHere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mec.map("{ a, b -> a }", List.of(1), List.of(1, 2)))
        .withMessageStartingWith("all sequences must have equal length");
  }

  static Stream<Named<Consumer<MultiEngineClient>>> lookups() {
    return Stream.of(
        Named.of("pull", client -> client.pull("zz")),
        Named.of("gather", client -> client.gather("zz")),
        Named.of("pullFunction", client -> client.pullFunction("zz")),
        Named.of("pullSerialized", client -> client.pullSerialized("zz")));
  }

  @ParameterizedTest
  @MethodSource("lookups")
  void undefinedName_isACompositeErrorOfNameErrors(Consumer<MultiEngineClient> lookup) {
    CompositeError error = composite(() -> lookup.accept(mec));

    assertThat(error.entries()).hasSize(4);
    assertThat(error.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.error().errorName()).isEqualTo("NameError");
              assertThat(entry.error().errorMessage()).isEqualTo("name zz is not defined");
            });
  }

  @Test
  void undefinedName_pulled_isTheErrorsOwnClass() {
    assertAllFailed(composite(() -> mec.pull("zz")), NameError.class);
    assertThatExceptionOfType(NameError.class)
        .isThrownBy(() -> composite(() -> mec.pull("zz")).raiseException());
  }

  @Test
  void noSuchCommand_isACompositeErrorOfIndexErrors() {
    assertAllFailed(composite(() -> mec.getResult(7)), IndexError.class);
  }

  @Test
  void behindAFailure_isACompositeErrorOfQueueCleared() {
    Gate gate = gate();
    mec.executeAsync(gate.pass() + "; 1 / 0");
    var mapped = mec.mapAsync((Integer x) -> x, List.of(1, 2, 3, 4));
    var pulled = mec.pullAsync("id");
    openBehind(gate, mec);

    assertAllFailed(composite(mapped), QueueCleared.class);
    assertAllFailed(composite(pulled), QueueCleared.class);
    assertThat(composite(mapped)).hasMessageContaining("failed before it");
  }

  @Test
  void unsendable_pushedOrPulled_isBareOrComposite() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.put("a", Thread.currentThread()))
        .withMessageContaining("cannot send 'a': a is of class java.lang.Thread");
    mec.execute("b = System.in");

    assertAllFailed(composite(() -> mec.pull("b")), SerializationError.class);
  }

  @Test
  void outcomeFlushed_isInvalidDeferredID() {
    var pending = mec.mapAsync((Integer x) -> x, List.of(1));
    mec.barrier(pending);
    mec.flush();

    assertThatExceptionOfType(InvalidDeferredID.class).isThrownBy(() -> await(pending));
    assertThatExceptionOfType(InvalidDeferredID.class).isThrownBy(() -> pending.getNow(null));
  }

  @Test
  void notFinished_isTheDefault() throws Exception {
    Gate gate = gate();
    var pending = mec.gatherAsync("id");
    await(pending);
    mec.executeAsync(gate.pass());
    var waiting = mec.gatherAsync("id", Distribution.BLOCK);

    assertThat(waiting.getNow("not ready")).isEqualTo("not ready");
    gate.open();

    assertThat(await(waiting)).isEqualTo(List.of(0, 1, 2, 3));
    assertThat(waiting.getNow("not ready")).isEqualTo(List.of(0, 1, 2, 3));
  }
}
