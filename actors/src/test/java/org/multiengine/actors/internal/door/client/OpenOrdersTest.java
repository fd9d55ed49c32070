package org.multiengine.actors.internal.door.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

final class OpenOrdersTest {

  private final OpenOrders orders = new OpenOrders();
  private final List<ControlMessage.Order> sent = new ArrayList<>();
  private final List<Integer> progress = new ArrayList<>();

  private CompletableFuture<List<EngineId>> add(int count) {
    return orders.begin(
        number -> new ControlMessage.Add(number, count, 1_000), progress::add, sent::add);
  }

  private CompletableFuture<List<EngineId>> removeLost() {
    return orders.begin(ControlMessage.RemoveLost::new, progress::add, sent::add);
  }

  private long number(int index) {
    return sent.get(index).order();
  }

  private static void assertFailed(CompletableFuture<List<EngineId>> result, String reason) {
    assertThat(result).isCompletedExceptionally();
    assertThatThrownBy(result::join).hasCause(new KernelError(reason));
  }

  @Test
  void begin_severalOrders_areSentWithNumbersOfTheirOwn() {
    var unused = add(2);
    var unusedToo = removeLost();

    assertThat(sent)
        .containsExactly(
            new ControlMessage.Add(number(0), 2, 1_000), new ControlMessage.RemoveLost(number(1)));
    assertThat(number(0)).isNotEqualTo(number(1));
  }

  @Test
  void replied_progressAndEnd_reachTheirOrderAlone() {
    CompletableFuture<List<EngineId>> addition = add(2);
    CompletableFuture<List<EngineId>> removal = removeLost();

    orders.replied(new ControlMessage.Progress(number(0), 1));
    orders.replied(new ControlMessage.Done(number(0), List.of(4, 5)));

    assertThat(progress).containsExactly(1);
    assertThat(addition).isCompletedWithValue(List.of(new EngineId(4), new EngineId(5)));
    assertThat(removal).isNotDone();
  }

  @Test
  void replied_failure_failsTheOrderWithItsReason() {
    CompletableFuture<List<EngineId>> addition = add(2);

    orders.replied(new ControlMessage.Failed(number(0), "there is no room"));

    assertFailed(addition, "there is no room");
  }

  @Test
  void replied_againOrToAnUnknownOrder_isDropped() {
    CompletableFuture<List<EngineId>> addition = add(1);
    orders.replied(new ControlMessage.Done(number(0), List.of(4)));

    orders.replied(new ControlMessage.Progress(number(0), 7));
    orders.replied(new ControlMessage.Failed(number(0), "late"));
    orders.replied(new ControlMessage.Done(number(0) + 100, List.of()));

    assertThat(progress).isEmpty();
    assertThat(addition).isCompletedWithValue(List.of(new EngineId(4)));
  }

  @Test
  void begin_cannotBeSent_failsAndIsForgotten() {
    List<Long> numbers = new ArrayList<>();
    CompletableFuture<List<EngineId>> addition =
        orders.begin(
            ControlMessage.RemoveLost::new,
            progress::add,
            order -> {
              numbers.add(order.order());
              throw new KernelError("there is no connection");
            });

    orders.replied(new ControlMessage.Progress(numbers.get(0), 1));

    assertFailed(addition, "there is no connection");
    assertThat(progress).isEmpty();
  }

  @Test
  void fail_connectionEnded_failsOpenOrdersButNoLaterOne() {
    CompletableFuture<List<EngineId>> done = add(1);
    orders.replied(new ControlMessage.Done(number(0), List.of()));
    CompletableFuture<List<EngineId>> open = add(1);

    orders.fail("the connection was lost");

    CompletableFuture<List<EngineId>> later = add(1);
    orders.replied(new ControlMessage.Done(number(2), List.of(7)));
    assertThat(done).isCompletedWithValue(List.of());
    assertFailed(open, "the connection was lost");
    assertThat(later).isCompletedWithValue(List.of(new EngineId(7)));
  }
}
