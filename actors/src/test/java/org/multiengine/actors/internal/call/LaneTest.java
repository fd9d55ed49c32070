package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

final class LaneTest {

  private static final Outcome DONE = new Outcome.Done();

  private final Lane lane = new Lane(new Lane.Limits(2, 100), new LongAdder());
  private long calls;

  private Lane.Item item(String client) {
    calls++;
    var key = new Controller.CallKey(client, calls);
    var gather = new Gather(List.of(), new RecordingObserver(), () -> {});
    return new Lane.Item(new Call(key, calls, List.of(), CallOptions.DEFAULT, gather), 0);
  }

  private static Request bytes(int count) {
    return new Request.Execute("x".repeat(count / 2));
  }

  private Lane.Item offer(int bytes) {
    Lane.Item item = item("ann");
    lane.offer(item, bytes(bytes));
    return item;
  }

  @Test
  void offer_belowTheLimits_isToBeSent() {
    assertThat(lane.offer(item("ann"), bytes(50))).isTrue();
    assertThat(lane.offer(item("ann"), bytes(50))).isTrue();
  }

  @Test
  void offer_pastTheLimitOfRequests_waits() {
    offer(2);
    offer(2);

    assertThat(lane.offer(item("ann"), bytes(2))).isFalse();
  }

  @Test
  void offer_pastTheLimitOfBytes_waits() {
    offer(60);

    assertThat(lane.offer(item("ann"), bytes(42))).isFalse();
  }

  @Test
  void offer_smallBehindALargeOne_doesNotOvertake() {
    offer(60);
    Lane.Item large = offer(60);

    assertThat(lane.offer(item("ann"), bytes(2))).isFalse();
    assertThat(lane.removeWaiting(large)).isTrue();
    assertThat(lane.takeSendable()).hasSize(1);
  }

  @Test
  void offer_behindOneOfMoreBytesThanTheLimit_goes() {
    assertThat(lane.offer(item("ann"), bytes(1000))).isTrue();

    assertThat(lane.offer(item("bob"), bytes(100))).isTrue();
  }

  @Test
  void offer_ofMoreBytesThanTheLimitBehindAnother_waits() {
    offer(2);

    assertThat(lane.offer(item("ann"), bytes(1000))).isFalse();
  }

  @Test
  void offer_answeredAtOnce_takesNoRoom() {
    assertThat(lane.offer(item("ann"), new Request.Keys())).isTrue();
    assertThat(lane.offer(item("ann"), new Request.Status())).isTrue();
    assertThat(lane.offer(item("ann"), bytes(50))).isTrue();
    assertThat(lane.offer(item("ann"), bytes(50))).isTrue();
  }

  @Test
  void end_ofOne_letsTheNextGo() {
    Lane.Item first = offer(2);
    offer(2);
    Lane.Item waiting = offer(2);
    offer(2);

    assertThat(lane.end(first, true, DONE)).isEmpty();

    assertThat(lane.takeSendable()).extracting(Lane.Sendable::item).containsExactly(waiting);
    assertThat(lane.takeSendable()).isEmpty();
  }

  @Test
  void end_secondTime_leavesTheCountAlone() {
    Lane.Item first = offer(2);
    offer(2);
    offer(2);
    offer(2);

    lane.end(first, true, DONE);
    lane.end(first, true, DONE);

    assertThat(lane.takeSendable()).hasSize(1);
  }

  @Test
  void isAwaitedBy_sent_ends() {
    Lane.Item first = offer(2);
    offer(2);
    lane.offer(item("bob"), bytes(2));
    assertThat(lane.isAwaitedBy("ann")).isFalse();
    assertThat(lane.isAwaitedBy("bob")).isTrue();

    lane.end(first, true, DONE);
    lane.takeSendable();

    assertThat(lane.isAwaitedBy("bob")).isFalse();
  }

  @Test
  void isEmpty_allEnded_isTrue() {
    Lane.Item first = offer(2);
    Lane.Item second = offer(2);
    Lane.Item third = offer(2);
    assertThat(lane.all()).containsExactly(first, second, third);

    List.of(first, second, third).forEach(lane::remove);

    assertThat(lane.isEmpty()).isTrue();
    assertThat(lane.isAwaitedBy("ann")).isFalse();
  }
}
