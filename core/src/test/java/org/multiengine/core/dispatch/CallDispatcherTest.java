package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/** An engine of these tests may have two requests of 100 bytes together. */
final class CallDispatcherTest {

  private static final TestCall.Target FIRST = TestCall.Target.of(0, "north");
  private static final TestCall.Target SECOND = TestCall.Target.of(1, "north");
  private static final TestCall.Target THIRD = TestCall.Target.of(2, "south");
  private static final TestCall.Target RESTARTED =
      new TestCall.Target(
          new EngineLife(new EngineId(0), "later"), "north", "north", "process 7 ended");
  private static final Request TEXT = bytes(2);

  private final CallDispatcher<String> dispatcher = new CallDispatcher<>(new WindowLimits(2, 100));
  private final InstructionQueue<String> instructions = new InstructionQueue<>(new Performer());
  private final List<String> sent = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final Set<CallId> refused = new HashSet<>();
  private long calls;

  /** Notes what it carries out; refuses to send the requests of some calls. */
  private final class Performer implements Instruction.Performer<String> {

    @Override
    public void send(Instruction.Send<String> send) {
      CallId call = send.call().id();
      if (refused.contains(call)) {
        instructions.perform(dispatcher.refused(send, new QueueFull("the link is full")));
        return;
      }
      String closed = send.clientClosed() ? " closed" : "";
      sent.add(call + " " + send.node() + " " + send.places() + closed);
      instructions.perform(dispatcher.sent(send));
    }

    @Override
    public void fail(Instruction.Fail<String> fail) {
      failed.add(fail.part() + " " + fail.error().getClass().getSimpleName());
      messages.add(fail.error().errorMessage());
    }
  }

  private static Request bytes(int count) {
    return new Request.Execute("x".repeat(count / 2));
  }

  private TestCall call(String client, TestCall.Target... targets) {
    calls++;
    return TestCall.of(client, calls, targets);
  }

  private TestCall submit(String client, Request request, TestCall.Target... targets) {
    TestCall call = call(client, targets);
    instructions.perform(dispatcher.submit(call, List.of(request)));
    return call;
  }

  private TestCall submitContinuing(String client, TestCall.Target target) {
    calls++;
    var call = new TestCall(new CallId(client, calls), calls, List.of(target), true);
    instructions.perform(dispatcher.submit(call, List.of(TEXT)));
    return call;
  }

  /** Lets the first engine have all that it may have. */
  private TestCall fill(String client) {
    TestCall first = submit(client, TEXT, FIRST);
    submit(client, TEXT, FIRST);
    sent.clear();
    return first;
  }

  private void answer(TestCall call, TestAnswer... answers) {
    instructions.perform(dispatcher.answered(call, List.of(answers)));
  }

  private void fail(TestCall call, boolean ran, KernelError why) {
    answer(call, TestAnswer.failed(0, ran, why));
  }

  private long waiting() {
    return dispatcher.waiting().sum();
  }

  @Test
  void submit_oneRequestForAll_isOneMessageToEachNode() {
    submit("ann", TEXT, FIRST, THIRD, SECOND);

    assertThat(sent).containsExactly("ann#1 north [0, 2]", "ann#1 south [1]");
  }

  @Test
  void submit_requestForEach_isOneMessageToEachEngine() {
    TestCall call = call("ann", FIRST, SECOND);

    instructions.perform(dispatcher.submit(call, List.of(bytes(2), bytes(4))));

    assertThat(sent).containsExactly("ann#1 north [0]", "ann#1 north [1]");
  }

  @Test
  void submit_engineWithoutRoom_waitsThereAlone() {
    fill("ann");

    submit("ann", TEXT, FIRST, SECOND);

    assertThat(sent).containsExactly("ann#3 north [1]");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void answered_requestWaits_isSentThen() {
    TestCall first = fill("ann");
    submit("ann", TEXT, FIRST);

    answer(first, TestAnswer.done(0));

    assertThat(sent).containsExactly("ann#3 north [0]");
    assertThat(waiting()).isZero();
  }

  @Test
  void answered_roomOnSeveralEnginesOfANode_isOneMessage() {
    TestCall large = submit("ann", bytes(100), FIRST, SECOND);
    submit("ann", bytes(20), FIRST, SECOND);
    submit("ann", bytes(20), SECOND, FIRST);
    sent.clear();

    answer(large, TestAnswer.done(0), TestAnswer.done(1));

    assertThat(sent).containsExactly("ann#2 north [0, 1]", "ann#3 north [1, 0]");
  }

  @Test
  void answered_callsWaitOnSeveralEngines_areSentInTheirOrder() {
    TestCall large = submit("ann", bytes(100), FIRST, SECOND);
    submit("ann", bytes(20), SECOND);
    submit("bob", bytes(20), FIRST);
    submit("ann", bytes(20), SECOND, FIRST);
    sent.clear();

    answer(large, TestAnswer.done(0), TestAnswer.done(1));

    assertThat(sent).containsExactly("ann#2 north [0]", "bob#3 north [0]", "ann#4 north [1, 0]");
  }

  @Test
  void answered_failureOfAnotherPart_dropsWhatWaitsOnItsEngineAlone() {
    TestCall large = submit("ann", bytes(100), FIRST, SECOND);
    submit("ann", bytes(20), FIRST, SECOND);
    sent.clear();

    answer(large, TestAnswer.failed(0, true, new KernelError("no")), TestAnswer.done(1));

    assertThat(failed).containsExactly("ann#2[0] QueueCleared");
    assertThat(messages).containsExactly("it waited behind a call that failed: KernelError: no");
    assertThat(sent).containsExactly("ann#2 north [1]");
  }

  @Test
  void answered_failureWithoutRun_dropsNothing() {
    TestCall first = fill("ann");
    submit("ann", TEXT, FIRST);

    fail(first, false, new KernelError("no"));

    assertThat(failed).isEmpty();
    assertThat(sent).containsExactly("ann#3 north [0]");
  }

  @Test
  void answered_clearedByAnotherProcess_dropsWhatWaitsOfTheSameClient() {
    TestCall first = fill("ann");
    submit("ann", TEXT, FIRST);
    submit("bob", TEXT, FIRST);

    fail(first, false, new QueueCleared("cleared elsewhere"));

    assertThat(failed).containsExactly("ann#3[0] QueueCleared");
    assertThat(sent).containsExactly("bob#4 north [0]");
  }

  @Test
  void refused_requestsWaitBehind_dropsThoseOfTheSameClient() {
    TestCall first = fill("ann");
    TestCall next = submit("ann", TEXT, FIRST);
    submit("ann", TEXT, FIRST);
    submit("bob", TEXT, FIRST);
    submitContinuing("ann", FIRST);
    refused.add(next.id());

    answer(first, TestAnswer.done(0));

    assertThat(failed).containsExactly("ann#3[0] QueueFull", "ann#4[0] QueueCleared");
    assertThat(sent).containsExactly("bob#5 north [0]");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void refused_severalAreToBeSent_keepsTheirOrder() {
    TestCall large = submit("ann", bytes(100), FIRST);
    TestCall next = submit("ann", bytes(60), FIRST);
    submit("bob", bytes(40), FIRST);
    submit("bob", bytes(60), FIRST);
    sent.clear();
    refused.add(next.id());

    answer(large, TestAnswer.done(0));

    assertThat(sent).containsExactly("bob#3 north [0]", "bob#4 north [0]");
  }

  @Test
  void refused_severalEngines_failsEachPart() {
    TestCall call = call("ann", FIRST, SECOND, THIRD);
    refused.add(call.id());

    instructions.perform(dispatcher.submit(call, List.of(TEXT)));

    assertThat(failed)
        .containsExactly("ann#1[0] QueueFull", "ann#1[1] QueueFull", "ann#1[2] QueueFull");
  }

  @Test
  void sent_clear_dropsWhatWaitsOfAllClients() {
    fill("ann");
    submit("ann", TEXT, FIRST);
    submit("bob", TEXT, FIRST);

    submit("ann", new Question.ClearQueue(), FIRST);

    assertThat(failed).containsExactly("ann#3[0] QueueCleared", "bob#4[0] QueueCleared");
    assertThat(messages).contains("the queue was cleared by clear_queue()");
    assertThat(waiting()).isZero();
  }

  @Test
  void sent_clear_laterRequestsOutliveWhatTheEngineDrops() {
    TestCall first = fill("ann");
    submit("ann", new Question.ClearQueue(), FIRST);
    submit("ann", TEXT, FIRST);
    sent.clear();

    fail(first, false, new QueueCleared("cleared"));

    assertThat(failed).isEmpty();
    assertThat(sent).containsExactly("ann#4 north [0]");
  }

  @Test
  void sent_reset_passesWhatWaitsAndDropsIt() {
    fill("ann");
    submit("bob", TEXT, FIRST);

    submit("ann", new Request.Reset(), FIRST);

    assertThat(sent).containsExactly("ann#4 north [0]");
    assertThat(failed).containsExactly("bob#3[0] QueueCleared");
  }

  @Test
  void sent_kill_dropsWhatWaits() {
    fill("ann");
    submit("bob", TEXT, FIRST);

    submit("ann", new Request.Kill(), FIRST);

    assertThat(failed).containsExactly("bob#3[0] QueueCleared");
    assertThat(messages).containsExactly("it waited for an engine that was killed");
  }

  @Test
  void refused_clear_dropsNothing() {
    fill("ann");
    submit("ann", TEXT, FIRST);
    TestCall clear = call("ann", FIRST);
    refused.add(clear.id());

    instructions.perform(dispatcher.submit(clear, List.of(new Question.ClearQueue())));

    assertThat(failed).containsExactly("ann#4[0] QueueFull");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void cancel_partsWait_takesOutThoseAlone() {
    fill("ann");
    TestCall call = submit("ann", TEXT, FIRST, SECOND);

    instructions.perform(dispatcher.cancel(call, new TaskAborted("cancelled")));

    assertThat(failed).containsExactly("ann#3[0] TaskAborted");
    assertThat(waiting()).isZero();
  }

  @Test
  void cancel_largeRequestWaits_sendsTheSmallOnesBehind() {
    submit("ann", bytes(60), FIRST);
    TestCall large = submit("ann", bytes(60), FIRST);
    submit("ann", bytes(20), FIRST);
    sent.clear();

    instructions.perform(dispatcher.cancel(large, new TaskAborted("cancelled")));

    assertThat(sent).containsExactly("ann#3 north [0]");
  }

  @Test
  void submit_engineWasRestarted_isRefusedOnce() {
    submit("ann", TEXT, FIRST);

    submit("ann", TEXT, RESTARTED);
    submit("ann", TEXT, RESTARTED);

    assertThat(failed).containsExactly("ann#2[0] EngineRestarted");
    assertThat(messages.get(0)).endsWith("; before, process 7 ended");
    assertThat(sent).containsExactly("ann#1 north [0]", "ann#3 north [0]");
  }

  @Test
  void submit_oneEngineWasRestarted_isSentToTheOthers() {
    submit("ann", TEXT, FIRST);

    submit("ann", TEXT, RESTARTED, SECOND, THIRD);

    assertThat(failed).containsExactly("ann#2[0] EngineRestarted");
    assertThat(sent).endsWith("ann#2 north [1]", "ann#2 south [2]");
  }

  @Test
  void submit_earlierRequestWasRefused_isNoUseOfTheEarlierLife() {
    TestCall call = call("ann", FIRST);
    refused.add(call.id());
    instructions.perform(dispatcher.submit(call, List.of(TEXT)));
    failed.clear();

    submit("ann", TEXT, RESTARTED);

    assertThat(failed).isEmpty();
  }

  @Test
  void submit_earlierRequestOnlyWaited_isNoUseOfTheEarlierLife() {
    fill("bob");
    submit("ann", TEXT, FIRST);

    submit("ann", TEXT, RESTARTED);

    assertThat(sent).containsExactly("ann#4 north [0]");
  }

  @Test
  void lost_requestsSentAndWaiting_failsThemAll() {
    fill("ann");
    submit("bob", TEXT, FIRST);

    instructions.perform(dispatcher.lost(FIRST.life(), new EngineLost("process 7 ended")));

    assertThat(failed)
        .containsExactly("ann#1[0] EngineLost", "ann#2[0] QueueCleared", "bob#3[0] QueueCleared");
    assertThat(messages).endsWith("it waited on an engine that is lost: process 7 ended");
    assertThat(waiting()).isZero();
  }

  @Test
  void lost_engineWithoutRequests_doesNothing() {
    submit("ann", TEXT, SECOND);

    assertThat(dispatcher.lost(FIRST.life(), new EngineLost("process 7 ended"))).isEmpty();
  }

  @Test
  void answered_engineIsLost_doesNothing() {
    TestCall first = fill("ann");
    instructions.perform(dispatcher.lost(FIRST.life(), new EngineLost("process 7 ended")));

    assertThat(dispatcher.answered(first, List.of(TestAnswer.done(0)))).isEmpty();
  }

  @Test
  void forget_callWithoutAnswer_makesRoom() {
    TestCall first = fill("ann");
    submit("bob", TEXT, FIRST);

    instructions.perform(dispatcher.forget(first));

    assertThat(sent).containsExactly("bob#3 north [0]");
    assertThat(failed).isEmpty();
  }

  @Test
  void forget_callWaits_isNeverSent() {
    TestCall first = fill("ann");
    TestCall waiting = submit("ann", TEXT, FIRST);

    instructions.perform(dispatcher.forget(waiting));
    answer(first, TestAnswer.done(0));

    assertThat(sent).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void clientClosed_requestsWait_areSentAsThoseOfAClosedClient() {
    TestCall first = fill("bob");
    submit("ann", TEXT, FIRST);

    dispatcher.clientClosed("ann");
    answer(first, TestAnswer.done(0));

    assertThat(sent).containsExactly("ann#3 north [0] closed");
  }

  @Test
  void clientClosed_otherClientWaits_isSentAsBefore() {
    TestCall first = fill("ann");
    submit("bob", TEXT, FIRST);

    dispatcher.clientClosed("ann");
    answer(first, TestAnswer.done(0));

    assertThat(sent).containsExactly("bob#3 north [0]");
  }

  @Test
  void clientClosed_engineIsRestartedLater_isNotReportedToTheName() {
    submit("ann", TEXT, FIRST);

    dispatcher.clientClosed("ann");
    submit("ann", TEXT, RESTARTED);

    assertThat(failed).isEmpty();
  }

  @Test
  void clientClosed_requestIsSentLater_isNoUseOfTheEngine() {
    TestCall first = fill("bob");
    submit("ann", TEXT, FIRST);
    dispatcher.clientClosed("ann");
    answer(first, TestAnswer.done(0));

    submit("ann", TEXT, RESTARTED);

    assertThat(failed).isEmpty();
  }

  @Test
  void clientClosed_lastRequestWasSent_isForgotten() {
    TestCall first = fill("bob");
    submit("ann", TEXT, FIRST);
    dispatcher.clientClosed("ann");
    answer(first, TestAnswer.done(0));
    sent.clear();

    submit("ann", TEXT, SECOND);

    assertThat(sent).containsExactly("ann#4 north [0]");
  }
}
