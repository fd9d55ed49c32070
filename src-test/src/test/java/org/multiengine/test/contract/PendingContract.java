package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Gate;

/** Tests calls without waiting (reference, 5). */
abstract class PendingContract extends ContractCase {

  PendingContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void pending_whileRunning_isNotReady() throws Exception {
    Gate gate = gate();

    PendingResult<ResultList> pending = mec.executeAsync(gate.pass());

    assertThat(pending.isDone()).isFalse();
    assertThat(pending.getNow(null)).isNull();
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on all, pending]");
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> pending.get(Duration.ofMillis(1)));
    gate.open();
    assertThat(await(pending)).hasSize(4);
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on all, done]");
  }

  @Test
  void get_again_isTheSameValue() throws Exception {
    PendingResult<ResultList> pending = mec.executeAsync("a = 1");

    ResultList first = pending.get();

    assertThat(pending.get()).isSameAs(first);
    assertThat(pending.getNow(null)).isSameAs(first);
    assertThat(await(pending)).isSameAs(first);
  }

  @Test
  void get_againAfterFailure_isTheSameError() {
    PendingResult<ResultList> pending = mec.executeAsync("1/0");

    CompositeError first = composite(pending::get);

    assertThat(composite(pending::get)).isSameAs(first);
    assertThat(composite(() -> pending.getNow(null))).isSameAs(first);
    assertThat(first.entries()).hasSize(4);
  }

  @Test
  void get_interruptedWhileWaiting_leavesTheCall() throws Exception {
    Gate gate = gate();
    PendingResult<ResultList> pending = mec.executeAsync(gate.pass());

    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(pending::get);
    gate.open();
    assertThat(await(pending)).hasSize(4);
  }

  @Test
  void execute_interruptedWhileWaiting_failsAndTheCallGoesOn() throws Exception {
    Gate gate = gate();
    Thread.currentThread().interrupt();

    Throwable error = catchThrowable(() -> mec.execute(gate.pass() + "; went_on = true"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(error).isInstanceOf(KernelError.class).hasMessageContaining("the call goes on");
    gate.open();
    assertThat(await(mec.pullAsync("went_on"))).containsOnly(true);
  }

  @Test
  void pending_asCompletionStage_passesTheValueOn() throws Exception {
    CompletableFuture<List<String>> thread = new CompletableFuture<>();

    PendingResult<List<Object>> pending = mec.pullAsync("id");
    var unused =
        pending
            .thenApply(ids -> List.of(ids.toString(), Thread.currentThread().getName()))
            .thenAccept(thread::complete);

    assertThat(thread.get(LIMIT.toSeconds(), TimeUnit.SECONDS).get(0)).isEqualTo("[0, 1, 2, 3]");
  }

  @Test
  void pending_asCompletionStage_passesTheErrorOn() throws Exception {
    var future = mec.executeAsync("1/0").toCompletableFuture();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .withCauseInstanceOf(CompositeError.class);
    assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join);
  }

  @Test
  void pending_callbackAttachedLate_runsToo() throws Exception {
    PendingResult<List<Object>> pending = mec.pullAsync("id");
    await(pending);

    var sum = pending.thenCombine(mec.pullAsync("id"), (a, b) -> a.size() + b.size());

    assertThat(sum.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(8);
  }

  @Test
  void pending_callbackThatCallsEngines_isAnswered() throws Exception {
    var twice = mec.pullAsync("id").thenApply(ids -> mec.pull("id"));

    assertThat(twice.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void pending_futureCompletedByHand_leavesTheResult() throws Exception {
    PendingResult<List<Object>> pending = mec.pullAsync("id");

    pending.toCompletableFuture().complete(List.of("mine"));

    assertThat(await(pending)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void pending_dropped_isNotCancelled() {
    var unused = mec.executeAsync("sleep 20; ran = true");

    assertThat(mec.pull("ran")).containsOnly(true);
  }

  @Test
  void barrier_severalCalls_waitsForAll() {
    Gate gate = gate();
    List<PendingResult<ResultList>> pendings =
        List.of(
            mec.executeAsync(gate.pass()), mec.executeAsync("a = 1"), mec.executeAsync("b = 1"));
    CompletableFuture<Void> opened = CompletableFuture.runAsync(gate::open);

    mec.barrier(pendings);

    assertThat(pendings).allMatch(PendingResult::isDone);
    opened.join();
  }

  @Test
  void barrier_failedCalls_throwsNothing() {
    PendingResult<?> failed = mec.executeAsync("1/0");
    PendingResult<?> refused = mec.engines(99).executeAsync("a = 1");

    mec.barrier(failed, refused);

    composite(failed);
    assertThat(refused.isDone()).isTrue();
  }

  @Test
  void barrier_nothing_returns() {
    mec.barrier(List.of());
    mec.barrier();
  }
}
