package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.ready;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.Targets;
import org.multiengine.core.dispatch.FailureMark;
import org.multiengine.core.dispatch.WindowLimits;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/** A controller of which an engine may have two requests at a time; the others wait in it. */
final class ControllerQueueTest extends ControllerCase {

  private static final ActorTestKit node = node();
  private static final CallOptions CONTINUE = new CallOptions(true, false, null);

  ControllerQueueTest() {
    super(node);
  }

  @AfterAll
  static void shutDown() {
    node.shutdownTestKit();
  }

  @BeforeEach
  void limit() {
    restart(new WindowLimits(2, 1_000));
    readyRegistry(ready(0, left.ref()), ready(1, left.ref()), ready(2, right.ref()));
  }

  /** Calls 1 and 2 are with engine 0; what comes next for it waits. */
  private void fill() {
    execute(1, Targets.of(0));
    execute(2, Targets.of(0));
    left.nextBody();
    left.nextBody();
  }

  private void execute(long call, Targets targets) {
    execute("ann", call, targets, CallOptions.DEFAULT);
  }

  private void execute(String of, long call, Targets targets, CallOptions options) {
    CallObserver observer = CallObserver.replyTo(client.ref());
    controller.tell(
        new Controller.Submit(
            new CallId(of, call), targets, List.of(text(call)), options, observer));
  }

  private static Request text(long call) {
    return new Request.Execute("a = " + call);
  }

  private static RelayMessage sent(long call, RelayMessage.Target... targets) {
    return new RelayMessage.Submit(
        new CallId("ann", call), List.of(targets), text(call), false, false);
  }

  private void done(long call) {
    left.send(answers(call, new RelayMessage.Answer(0, new Outcome.Done(), 1, 2, null)));
    client.expectMessageClass(CallObserver.Reply.Completed.class);
  }

  private void fails(long call, KernelError error, long started) {
    left.send(
        answers(call, new RelayMessage.Answer(0, Outcome.failed(error), started, started, null)));
  }

  private List<String> failures(int count) {
    return IntStream.range(0, count).mapToObj(call -> failure().errorName()).toList();
  }

  /** Shows that nothing was sent: the next thing the node hears is this. */
  private void assertNothingWasSent() {
    submit(99, Targets.of(0));
    assertThat(left.nextBody()).isEqualTo(request(99, target(0, 0)));
  }

  @Test
  void submit_failureWasReported_carriesItsNumber() {
    execute(1, Targets.of(0));
    left.nextBody();
    reportsFailure(1, 7);

    execute(2, Targets.of(0));

    assertThat(left.nextBody())
        .isEqualTo(sent(2, new RelayMessage.Target(0, target(0, 0).life(), 7)));
  }

  @Test
  void submit_failureOfAForgottenCallWasReported_carriesItsNumber() {
    execute(1, Targets.of(0));
    left.nextBody();
    done(1);
    var mark = new FailureMark(target(0, 0).life(), 7);
    Outcome failed = Outcome.failed(new KernelError("late"));
    left.send(answers(1, new RelayMessage.Answer(0, failed, 1, 2, mark)));

    execute(2, Targets.of(0));

    assertThat(left.nextBody())
        .isEqualTo(sent(2, new RelayMessage.Target(0, target(0, 0).life(), 7)));
  }

  private void reportsFailure(long call, long number) {
    var mark = new FailureMark(target(0, 0).life(), number);
    Outcome failed = Outcome.failed(new KernelError("failed"));
    left.send(answers(call, new RelayMessage.Answer(0, failed, 1, 2, mark)));
    client.expectMessageClass(CallObserver.Reply.Completed.class);
  }

  @Test
  void submit_engineHasItsLimit_waits() {
    fill();

    execute(3, Targets.of(0));

    left.expectSilence();
    client.expectNoMessage();
  }

  @Test
  void submit_otherEngineHasItsLimit_isSent() {
    fill();

    execute(3, Targets.of(1));

    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 1)));
  }

  @Test
  void submit_limitOfBytes_waits() {
    submit(1, Targets.of(0), List.of(new Request.Execute("a".repeat(400))));
    submit(2, Targets.of(0), List.of(new Request.Execute("b".repeat(400))));

    assertThat(((RelayMessage.Submit) left.nextBody()).call().number()).isEqualTo(1);
    left.expectSilence();
  }

  @Test
  void submit_largerThanTheLimitAndNothingElseThere_isSent() {
    submit(1, Targets.of(0), List.of(new Request.Execute("a".repeat(4_000))));

    assertThat(((RelayMessage.Submit) left.nextBody()).call().number()).isEqualTo(1);
  }

  @Test
  void answered_severalWait_goInTheirOrder() {
    fill();
    execute(3, Targets.of(0));
    execute(4, Targets.of(0));
    execute(5, Targets.of(0));

    done(1);
    done(2);

    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0)));
    assertThat(left.nextBody()).isEqualTo(sent(4, target(0, 0)));
    left.expectSilence();
  }

  @Test
  void submit_oneOfTwoEnginesHasItsLimit_goesToTheOtherFirst() {
    fill();

    execute(3, Targets.of(0, 1));

    assertThat(left.nextBody()).isEqualTo(sent(3, target(1, 1)));
    done(1);
    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0)));
  }

  @Test
  void answered_enginesOfANodeTogether_getOneMessage() {
    execute(1, Targets.of(0, 1));
    execute(2, Targets.of(0, 1));
    left.nextBody();
    left.nextBody();
    execute(3, Targets.of(0, 1));

    left.send(answers(1, answer(0, "a"), answer(1, "b")));

    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0), target(1, 1)));
  }

  @Test
  void answered_partsOfACallWait_sendsEachItsOwn() {
    execute(1, Targets.of(0, 1));
    execute(2, Targets.of(0, 1));
    left.nextBody();
    left.nextBody();
    submit(3, Targets.of(0, 1), List.of(new Request.Execute("x"), new Request.Execute("y")));

    left.send(answers(1, answer(0, "a"), answer(1, "b")));

    List<RelayMessage> both = List.of(left.nextBody(), left.nextBody());
    assertThat(both)
        .extracting(body -> ((RelayMessage.Submit) body).request().text())
        .containsExactlyInAnyOrder("execute('x')", "execute('y')");
  }

  @Test
  void submit_answeredAtOnce_doesNotWait() {
    fill();
    execute(3, Targets.of(0));

    submit(4, Targets.of(0));

    assertThat(left.nextBody()).isEqualTo(request(4, target(0, 0)));
  }

  @Test
  void cancel_waiting_isAbortedAndNeverSent() {
    fill();
    execute(3, Targets.of(0));

    controller.tell(new Controller.Cancel(key(3)));

    Failure failure = failure();
    assertThat(failure.errorName()).isEqualTo("TaskAborted");
    assertThat(failure.errorMessage()).isEqualTo("cancelled by its client before it ran");
    assertThat(left.nextBody()).isEqualTo(new RelayMessage.Cancel(new CallId("ann", 3), null));
    done(1);
    assertNothingWasSent();
  }

  @Test
  void timeout_waiting_failsWithTaskTimeout() {
    fill();
    var options = new CallOptions(false, false, Duration.ofMillis(50));

    execute("ann", 3, Targets.of(0), options);

    Failure failure = failure();
    assertThat(failure.errorName()).isEqualTo("TaskTimeout");
    assertThat(failure.errorMessage()).isEqualTo("it did not end within 50 ms");
  }

  @Test
  void clearQueue_dropsWhatWaits() {
    fill();
    execute(3, Targets.of(0));
    execute("bob", 3, Targets.of(0), CONTINUE);

    submit(4, Targets.of(0), List.of(new Question.ClearQueue()));

    assertThat(failures(2)).containsOnly("QueueCleared");
    assertThat(((RelayMessage.Submit) left.nextBody()).request())
        .isEqualTo(new Question.ClearQueue());
  }

  @Test
  void clearQueue_leavesWhatComesAfterIt() {
    fill();
    submit(3, Targets.of(0), List.of(new Question.ClearQueue()));
    left.nextBody();
    execute(4, Targets.of(0));

    fails(2, new QueueCleared("the queue was cleared by clear_queue()"), 0);

    assertThat(failures(1)).containsExactly("QueueCleared");
    assertThat(left.nextBody()).isEqualTo(sent(4, target(0, 0)));
  }

  @Test
  void reset_dropsWhatWaitsAndGoesAtOnce() {
    fill();
    execute(3, Targets.of(0));

    submit(4, Targets.of(0), List.of(new Request.Reset()));

    Failure failure = failure();
    assertThat(failure.errorName()).isEqualTo("QueueCleared");
    assertThat(failure.errorMessage()).isEqualTo("the queue was cleared by reset()");
    assertThat(((RelayMessage.Submit) left.nextBody()).request()).isEqualTo(new Request.Reset());
  }

  @Test
  void kill_dropsWhatWaits() {
    fill();
    execute(3, Targets.of(0));

    submit(4, Targets.of(0), List.of(new Request.Kill()));

    assertThat(failures(1)).containsExactly("QueueCleared");
    assertThat(((RelayMessage.Submit) left.nextBody()).request()).isEqualTo(new Request.Kill());
  }

  @Test
  void engineLost_dropsWhatWaits() {
    fill();
    execute(3, Targets.of(0));

    registry(ready(0, left.ref()).lost("gone"), ready(1, left.ref()), ready(2, right.ref()));

    assertThat(failures(3)).containsExactlyInAnyOrder("EngineLost", "QueueCleared", "QueueCleared");
  }

  @Test
  void engineLost_asItsNodeSays_dropsWhatWaits() {
    fill();
    execute(3, Targets.of(0));

    fails(1, new org.multiengine.core.error.EngineLost("engine 0 has ended"), 0);

    assertThat(failures(2)).containsExactlyInAnyOrder("EngineLost", "QueueCleared");
  }

  @Test
  void relayGone_dropsWhatWaits() {
    fill();
    execute(3, Targets.of(0));

    left.stop();

    assertThat(failures(3)).containsExactlyInAnyOrder("EngineLost", "QueueCleared", "QueueCleared");
  }

  @Test
  void failure_dropsWhatItsClientHasWaiting() {
    fill();
    execute(3, Targets.of(0));
    execute("ann", 4, Targets.of(0), CONTINUE);

    fails(1, new KernelError("broken"), 1);

    assertThat(failures(2)).containsExactlyInAnyOrder("KernelError", "QueueCleared");
    assertThat(((RelayMessage.Submit) left.nextBody()).call().number()).isEqualTo(4);
  }

  @Test
  void failure_leavesWhatOthersHaveWaiting() {
    fill();
    execute("bob", 7, Targets.of(0), CallOptions.DEFAULT);

    fails(1, new KernelError("broken"), 1);

    assertThat(failures(1)).containsExactly("KernelError");
    assertThat(((RelayMessage.Submit) left.nextBody()).call().client()).isEqualTo("bob");
  }

  @Test
  void failure_ofACallThatContinues_dropsNothing() {
    execute("ann", 1, Targets.of(0), CONTINUE);
    execute(2, Targets.of(0));
    left.nextBody();
    left.nextBody();
    execute(3, Targets.of(0));

    fails(1, new KernelError("broken"), 1);

    assertThat(failures(1)).containsExactly("KernelError");
    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0)));
  }

  @Test
  void cancelledOnTheEngine_dropsNothing() {
    fill();
    execute(3, Targets.of(0));

    fails(
        2, new org.multiengine.core.error.TaskAborted("cancelled by its client before it ran"), 0);

    assertThat(failures(1)).containsExactly("TaskAborted");
    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0)));
  }

  @Test
  void droppedOnTheEngine_dropsWhatWaitsBehind() {
    fill();
    execute(3, Targets.of(0));

    fails(2, new QueueCleared("execute('a = 1') failed before it"), 0);

    assertThat(failures(2)).containsExactly("QueueCleared", "QueueCleared");
    assertNothingWasSent();
  }

  @Test
  void queueFullOfOthers_failsTheCallAndWhatWaitsBehind() {
    fill();
    execute(3, Targets.of(0));

    fails(2, new QueueFull("the engine's queue holds 7 requests"), 0);

    assertThat(failures(2)).containsExactlyInAnyOrder("QueueFull", "QueueCleared");
  }

  @Test
  void listen_waiting_isSentAsHeard() {
    fill();
    execute(3, Targets.of(0));

    controller.tell(new Controller.Listen(key(3)));

    assertThat(left.nextBody()).isEqualTo(new RelayMessage.Listen(new CallId("ann", 3)));
    done(1);
    assertThat(((RelayMessage.Submit) left.nextBody()).live()).isTrue();
  }

  @Test
  void clientClosed_whatWaitsIsSentAndTheNodeToldAgain() {
    fill();
    execute(3, Targets.of(0));

    controller.tell(new Controller.ClientClosed("ann"));

    assertThat(left.nextBody()).isEqualTo(new RelayMessage.ClientClosed("ann"));
    done(1);
    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0)));
    assertThat(left.nextBody()).isEqualTo(new RelayMessage.ClientClosed("ann"));
  }

  @Test
  void givenUp_leavesRoom() {
    fill();
    execute(3, Targets.of(0));

    controller.tell(new Controller.Cancel(key(1)));

    assertThat(left.nextBody()).isEqualTo(new RelayMessage.Cancel(new CallId("ann", 1), null));
    assertThat(failures(1)).containsExactly("TaskAborted");
    assertThat(left.nextBody()).isEqualTo(sent(3, target(0, 0)));
  }

  @Test
  void submit_moreRequestsThanTheLimit_isRejectedUntilCallsEnd() {
    int calls = (int) (TestSystems.MAX_OPEN_REQUESTS / 2);
    for (int call = 1; call <= calls; call++) {
      execute(call, Targets.of(0, 2));
    }

    execute(calls + 1, Targets.of(0));

    KernelError error = client.expectMessageClass(CallObserver.Reply.Rejected.class).error();
    assertThat(error)
        .isInstanceOfSatisfying(
            QueueFull.class,
            full -> assertThat(full.setting()).isEqualTo("multiengine.call.max-open-requests"));
    controller.tell(new Controller.Cancel(key(calls)));
    client.expectMessageClass(CallObserver.Reply.Completed.class);
    execute(calls + 2, Targets.of(0));
    controller.tell(new Controller.Cancel(key(calls + 2)));
    client.expectMessageClass(CallObserver.Reply.Completed.class);
  }
}
