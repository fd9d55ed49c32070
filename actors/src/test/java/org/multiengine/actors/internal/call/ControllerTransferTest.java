package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.ready;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Request;

/** A controller and a node in another process that has not taken all of a large value. */
final class ControllerTransferTest extends ControllerCase {

  private static final int PART = 100_000;
  private static final int PARTS = 10;
  private static final ActorTestKit here = node();
  private static final ActorTestKit there = TestSystems.node(NodeRoles.ENGINE);

  private final TestProbe<LinkFrame> relay = there.createTestProbe();

  ControllerTransferTest() {
    super(here);
    restart(new SendWindow.Limits(100, 2 * PART, 100, 10_000_000));
    readyRegistry(ready(0, TestSystems.seenFrom(here, there, relay.ref())));
  }

  @AfterAll
  static void shutDown() {
    here.shutdownTestKit();
    there.shutdownTestKit();
  }

  @Test
  void cancel_largeRequestPartlySent_endsAtOnce() {
    submit(1, Targets.all(), List.of(large()));
    relay.receiveMessage();

    controller.tell(new Controller.Cancel(key(1)));

    assertThat(failure().errorMessage()).contains("cancelled by its client before it ran");
  }

  @Test
  void cancel_killBehindLarge_leavesTheEngine() {
    submit(1, Targets.all(), List.of(large()));
    relay.receiveMessage();
    submit(2, Targets.all(), List.of(new Request.Kill()));
    awaitIds();

    controller.tell(new Controller.Cancel(key(2)));

    assertThat(failure().errorMessage()).contains("cancelled by its client before it ran");
    awaitIds(0);
  }

  @Test
  void submit_large_tellsHowMuchHasMoved() {
    var bytes = new AtomicLong();
    var total = new AtomicLong();
    var observer =
        new CallObserver() {
          @Override
          public void rejected(KernelError error) {
            throw new AssertionError("rejected", error);
          }

          @Override
          public void completed(List<EngineOutcome> outcomes) {
            throw new AssertionError("completed: " + outcomes);
          }

          @Override
          public void moved(long moved, long all) {
            bytes.set(moved);
            total.set(all);
          }
        };

    controller.tell(
        new Controller.Submit(
            key(1), Targets.all(), List.of(large()), CallOptions.DEFAULT, observer));

    Awaitility.await().atMost(TestSystems.PATIENCE).until(() -> bytes.get() >= PART);
    assertThat(bytes.get()).isLessThan(PARTS * PART);
    assertThat(total.get()).isGreaterThanOrEqualTo(PARTS * PART);
  }

  private static Request large() {
    var value = new EncodedValue(new byte[PARTS * PART]);
    return new Request.Push(Map.of("a", CodedValue.of(value)), false);
  }
}
