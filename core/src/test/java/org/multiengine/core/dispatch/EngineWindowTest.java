package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

final class EngineWindowTest {

  private static final Outcome DONE = new Outcome.Done();

  private final EngineWindow<String> window =
      new EngineWindow<>(new WindowLimits(2, 100), new LongAdder());
  private long calls;

  private EngineWindow.Entry<String> entry(String client, Request request) {
    calls++;
    var call = TestCall.of(client, calls, TestCall.Target.of(0, "node"));
    return new EngineWindow.Entry<>(call, 0, request);
  }

  private static Request bytes(int count) {
    return new Request.Execute("x".repeat(count / 2));
  }

  private EngineWindow.Entry<String> offer(int bytes) {
    EngineWindow.Entry<String> entry = entry("ann", bytes(bytes));
    window.offer(entry);
    return entry;
  }

  private List<PartId> end(EngineWindow.Entry<String> entry) {
    return window.end(entry.call(), entry.place(), true, DONE, null);
  }

  @Test
  void offer_belowTheLimits_isToBeSent() {
    assertThat(window.offer(entry("ann", bytes(50)))).isTrue();
    assertThat(window.offer(entry("ann", bytes(50)))).isTrue();
  }

  @Test
  void offer_pastTheLimitOfRequests_waits() {
    offer(2);
    offer(2);

    assertThat(window.offer(entry("ann", bytes(2)))).isFalse();
  }

  @Test
  void offer_pastTheLimitOfBytes_waits() {
    offer(60);

    assertThat(window.offer(entry("ann", bytes(42)))).isFalse();
  }

  @Test
  void offer_smallBehindALargeOne_doesNotOvertake() {
    offer(60);
    EngineWindow.Entry<String> large = offer(60);

    assertThat(window.offer(entry("ann", bytes(2)))).isFalse();
    assertThat(window.removeWaiting(large.part())).isTrue();
    assertThat(window.takeSendable()).hasSize(1);
  }

  @Test
  void offer_behindOneOfMoreBytesThanTheLimit_goes() {
    assertThat(window.offer(entry("ann", bytes(1000)))).isTrue();

    assertThat(window.offer(entry("bob", bytes(100)))).isTrue();
  }

  @Test
  void offer_ofMoreBytesThanTheLimitBehindAnother_waits() {
    offer(2);

    assertThat(window.offer(entry("ann", bytes(1000)))).isFalse();
  }

  @Test
  void offer_answeredAtOnce_takesNoRoom() {
    assertThat(window.offer(entry("ann", new Question.Keys()))).isTrue();
    assertThat(window.offer(entry("ann", new Question.Status()))).isTrue();
    assertThat(window.offer(entry("ann", bytes(50)))).isTrue();
    assertThat(window.offer(entry("ann", bytes(50)))).isTrue();
  }

  @Test
  void end_ofOne_letsTheNextGo() {
    EngineWindow.Entry<String> first = offer(2);
    offer(2);
    EngineWindow.Entry<String> waiting = offer(2);
    offer(2);

    assertThat(end(first)).isEmpty();

    assertThat(window.takeSendable()).containsExactly(waiting);
    assertThat(window.takeSendable()).isEmpty();
  }

  @Test
  void end_secondTime_leavesTheCountAlone() {
    EngineWindow.Entry<String> first = offer(2);
    offer(2);
    offer(2);
    offer(2);

    end(first);
    end(first);

    assertThat(window.takeSendable()).hasSize(1);
  }

  @Test
  void isAwaitedBy_sent_ends() {
    EngineWindow.Entry<String> first = offer(2);
    offer(2);
    window.offer(entry("bob", bytes(2)));
    assertThat(window.isAwaitedBy("ann")).isFalse();
    assertThat(window.isAwaitedBy("bob")).isTrue();

    end(first);
    window.takeSendable();

    assertThat(window.isAwaitedBy("bob")).isFalse();
  }

  @Test
  void isEmpty_allEnded_isTrue() {
    EngineWindow.Entry<String> first = offer(2);
    EngineWindow.Entry<String> second = offer(2);
    EngineWindow.Entry<String> third = offer(2);
    assertThat(window.all()).containsExactly(first.part(), second.part(), third.part());

    List.of(first, second, third).forEach(entry -> window.remove(entry.part()));

    assertThat(window.isEmpty()).isTrue();
    assertThat(window.isAwaitedBy("ann")).isFalse();
  }
}
