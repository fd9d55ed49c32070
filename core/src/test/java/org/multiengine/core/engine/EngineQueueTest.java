package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Request;

final class EngineQueueTest {

  private final EngineQueue queue = new EngineQueue(3, 100);
  private long calls;

  @Test
  void startNext_severalWait_givesTheFirstThatCame() {
    QueuedRequest first = add("ann", "a");
    QueuedRequest second = add("bob", "b");

    assertThat(queue.startNext()).isSameAs(first);
    assertThat(queue.running()).isSameAs(first);
    assertThat(queue.waiting()).containsExactly(second);
    assertThat(queue.waitingCount()).isEqualTo(1);
  }

  @Test
  void startNext_oneRuns_givesNone() {
    add("ann", "a");
    add("ann", "b");
    queue.startNext();

    assertThat(queue.startNext()).isNull();
  }

  @Test
  void startNext_noneWaits_givesNone() {
    assertThat(queue.startNext()).isNull();
    assertThat(queue.running()).isNull();
  }

  @Test
  void finish_success_letsTheNextStart() {
    add("ann", "a");
    QueuedRequest second = add("ann", "b");
    queue.startNext();

    assertThat(queue.finish(false)).isEmpty();
    assertThat(queue.running()).isNull();
    assertThat(queue.startNext()).isSameAs(second);
  }

  @Test
  void finish_failure_dropsWhatTheSameClientHasWaiting() {
    add("ann", "a");
    QueuedRequest other = add("bob", "b");
    QueuedRequest second = add("ann", "c");
    queue.startNext();
    QueuedRequest third = add("ann", "d");

    assertThat(queue.finish(true)).containsExactly(second, third);
    assertThat(queue.waiting()).containsExactly(other);
  }

  @Test
  void finish_failureOfRequestThatContinues_dropsNothing() {
    addContinuing("ann", "a");
    QueuedRequest second = add("ann", "b");
    queue.startNext();

    assertThat(queue.finish(true)).isEmpty();
    assertThat(queue.waiting()).containsExactly(second);
  }

  @Test
  void finish_failure_leavesWaitingRequestsThatContinue() {
    add("ann", "a");
    QueuedRequest continuing = addContinuing("ann", "b");
    QueuedRequest dropped = add("ann", "c");
    queue.startNext();

    assertThat(queue.finish(true)).containsExactly(dropped);
    assertThat(queue.waiting()).containsExactly(continuing);
  }

  @Test
  void finish_failure_leavesLaterRequestsAlone() {
    add("ann", "a");
    queue.startNext();
    queue.finish(true);

    QueuedRequest later = add("ann", "b");

    assertThat(queue.startNext()).isSameAs(later);
  }

  @Test
  void startNext_clientIsPaused_startsTheRequestsOfOthers() {
    add("ann", "a");
    add("bob", "b");
    queue.pause("ann");

    assertThat(queue.startNext()).extracting(QueuedRequest::client).isEqualTo("bob");
    queue.finish(false);
    assertThat(queue.startNext()).isNull();
    assertThat(queue.waitingCount()).isEqualTo(1);
  }

  @Test
  void startNext_clientIsResumed_startsItsRequestsInOrder() {
    add("ann", "a");
    add("ann", "b");
    queue.pause("ann");
    queue.startNext();

    queue.resume("ann");

    assertThat(queue.startNext())
        .extracting(each -> each.request().text())
        .asString()
        .contains("a");
  }

  @Test
  void clientGone_pausedClient_isNoLonger() {
    queue.pause("ann");

    queue.clientGone("ann");

    add("ann", "a");
    assertThat(queue.startNext()).isNotNull();
  }

  @Test
  void add_requestSentBeforeTheFailureWasKnown_isRefused() {
    add("ann", "a");
    queue.startNext();
    queue.finish(true);

    assertThatExceptionOfType(QueueCleared.class)
        .isThrownBy(() -> queue.add(request("ann", "b", false, 0)))
        .withMessageContaining("execute('a') failed before it");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void add_requestThatKnowsOnlyOfAnEarlierFailure_isRefused() {
    fail("ann");
    long first = queue.newestFailureOf("ann");
    fail("ann");

    assertThat(queue.isRefused(request("ann", "b", false, first))).isTrue();
    assertThat(queue.isRefused(request("ann", "c", false, queue.newestFailureOf("ann")))).isFalse();
  }

  @Test
  void add_otherClientHasFailed_isTaken() {
    fail("ann");

    assertThat(queue.isRefused(request("bob", "b", false, 0))).isFalse();
  }

  @Test
  void add_unawareRequestThatContinuesOnErrors_isTaken() {
    fail("ann");

    assertThat(queue.isRefused(request("ann", "b", true, 0))).isFalse();
  }

  @Test
  void add_queueWasFullForAnEarlierRequest_isRefused() {
    add("ann", "a");
    add("ann", "b");
    add("ann", "c");
    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> queue.add(request("ann", "d", false, 0)));
    queue.startNext();

    assertThat(queue.isRefused(request("ann", "e", false, 0))).isTrue();
  }

  @Test
  void refuse_noRoomOnItsWay_countsAsFailed() {
    QueueFull full = QueueFull.of("multiengine.link.max-incoming", 1, "no room");

    assertThat(queue.refuse(request("ann", "a", false, 0), full)).isSameAs(full);

    assertThat(queue.newestFailureOf("ann")).isEqualTo(1);
    assertThat(queue.isRefused(request("ann", "b", false, 0))).isTrue();
    assertThat(queue.isRefused(request("bob", "c", false, 0))).isFalse();
  }

  @Test
  void refuse_failureBeforeItIsNotKnown_isDroppedForThat() {
    QueueFull full = QueueFull.of("multiengine.link.max-incoming", 1, "no room");
    queue.refuse(request("ann", "a", false, 0), full);

    assertThat(queue.refuse(request("ann", "b", false, 0), full)).isInstanceOf(QueueCleared.class);

    assertThat(queue.newestFailureOf("ann")).isEqualTo(1);
  }

  @Test
  void refuse_requestContinuesOnError_countsNoFailure() {
    QueueFull full = QueueFull.of("multiengine.link.max-incoming", 1, "no room");

    queue.refuse(request("ann", "a", true, 0), full);

    assertThat(queue.newestFailureOf("ann")).isZero();
  }

  @Test
  void newestFailureOf_clientThatKnows_isForgotten() {
    fail("ann");

    add("ann", "b");

    assertThat(queue.newestFailureOf("ann")).isZero();
  }

  @Test
  void newestFailureOf_manyClientsFailAndStaySilent_remembersTheLatest() {
    for (int client = 0; client <= ClientFailures.MAX_REMEMBERED_CLIENTS; client++) {
      fail("client-" + client);
    }

    assertThat(queue.newestFailureOf("client-0")).isZero();
    assertThat(queue.newestFailureOf("client-1")).isPositive();
  }

  @Test
  void clientGone_clientHasFailed_isForgotten() {
    fail("ann");

    queue.clientGone("ann");

    assertThat(queue.newestFailureOf("ann")).isZero();
  }

  private void fail(String client) {
    add(client, "throw");
    queue.startNext();
    queue.finish(true);
  }

  @Test
  void finish_noneRuns_dropsNothing() {
    QueuedRequest waiting = add("ann", "a");

    assertThat(queue.finish(true)).isEmpty();
    assertThat(queue.waiting()).containsExactly(waiting);
  }

  @Test
  void clear_oneRunsAndOthersWait_takesTheWaitingOnes() {
    QueuedRequest running = add("ann", "a");
    QueuedRequest second = add("bob", "b");
    QueuedRequest third = addContinuing("ann", "c");
    queue.startNext();

    assertThat(queue.clear()).containsExactly(second, third);
    assertThat(queue.running()).isSameAs(running);
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void remove_oneCall_takesThatOneAndKeepsTheOrder() {
    QueuedRequest first = add("ann", "a");
    QueuedRequest second = add("ann", "b");
    QueuedRequest third = add("bob", "c");

    assertThat(queue.remove(request -> request.isOf(second.part().call()))).containsExactly(second);
    assertThat(queue.waiting()).containsExactly(first, third);
  }

  @Test
  void remove_runningCall_isNotTouched() {
    QueuedRequest running = add("ann", "a");
    queue.startNext();

    assertThat(queue.remove(request -> true)).isEmpty();
    assertThat(queue.running()).isSameAs(running);
  }

  @Test
  void add_asManyAsTheLimit_isTaken() {
    add("ann", "a");
    add("ann", "b");
    add("ann", "c");

    assertThat(queue.waiting()).hasSize(3);
  }

  @Test
  void add_oneMoreThanTheLimit_isRefusedAndChangesNothing() {
    add("ann", "a");
    add("ann", "b");
    add("ann", "c");

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> add("ann", "d"))
        .withMessageContaining("3 requests")
        .returns("multiengine.engine.queue.max-requests", QueueFull::setting)
        .returns(3L, QueueFull::limit);
    assertThat(queue.waiting()).hasSize(3);
  }

  @Test
  void add_limitReachedAndOneStarted_hasRoomForOne() {
    add("ann", "a");
    add("ann", "b");
    add("ann", "c");
    queue.startNext();

    add("ann", "d");

    assertThat(queue.waiting()).hasSize(3);
  }

  @Test
  void add_asManyBytesAsTheLimit_isTaken() {
    add("ann", "a".repeat(20));
    add("ann", "b".repeat(30));

    assertThat(queue.waiting()).hasSize(2);
  }

  @Test
  void add_moreBytesThanTheLimit_isRefusedAndChangesNothing() {
    add("ann", "a".repeat(20));

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> add("ann", "b".repeat(31)))
        .withMessageContaining("40 bytes")
        .withMessageContaining("100")
        .returns("multiengine.engine.queue.max-bytes", QueueFull::setting)
        .returns(100L, QueueFull::limit);
    assertThat(queue.waiting()).hasSize(1);
    add("ann", "c".repeat(30));
  }

  @Test
  void add_noneWaits_takesARequestOfAnySize() {
    add("ann", "a");
    queue.startNext();

    add("ann", "b".repeat(1000));

    assertThat(queue.waiting()).hasSize(1);
  }

  @Test
  void add_behindARequestPastTheLimit_countsTheOthersOnly() {
    add("ann", "a".repeat(1000));
    add("ann", "b".repeat(25));

    assertThatExceptionOfType(QueueFull.class).isThrownBy(() -> add("ann", "c".repeat(26)));
    queue.startNext();
    add("ann", "c".repeat(25));
    assertThat(queue.waitingBytes()).isEqualTo(100);
  }

  @Test
  void add_afterBytesHaveLeft_countsOnlyThoseThatWait() {
    add("ann", "a".repeat(25));
    add("ann", "b".repeat(25));
    queue.startNext();
    add("ann", "c".repeat(25));
    queue.finish(true);
    add("bob", "d".repeat(25));
    queue.remove(request -> true);
    add("ann", "e".repeat(25));

    add("ann", "f".repeat(25));

    assertThat(queue.waiting()).hasSize(2);
  }

  @Test
  void waiting_queueChanges_staysAsItWas() {
    QueuedRequest first = add("ann", "a");
    var before = queue.waiting();

    queue.clear();

    assertThat(before).containsExactly(first);
  }

  private QueuedRequest add(String client, String code) {
    return add(client, code, false);
  }

  private QueuedRequest addContinuing(String client, String code) {
    return add(client, code, true);
  }

  private QueuedRequest add(String client, String code, boolean continueOnError) {
    QueuedRequest request = request(client, code, continueOnError, Long.MAX_VALUE);
    queue.add(request);
    return request;
  }

  private QueuedRequest request(
      String client, String code, boolean continueOnError, long failureSeen) {
    var part = new PartId(new CallId(client, ++calls), 0);
    return new QueuedRequest(part, new Request.Execute(code), continueOnError, false, failureSeen);
  }
}
