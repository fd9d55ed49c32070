package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.ready;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** What a controller does when engine 0 is started again on another node, after ann has used it. */
final class ControllerRestartTest extends ControllerCase {

  private static final ActorTestKit node = node();
  private static final Request TEXT = new Request.Execute("a = 1");

  ControllerRestartTest() {
    super(node);
  }

  @AfterAll
  static void shutDown() {
    node.shutdownTestKit();
  }

  @BeforeEach
  void useAndLose() {
    readyRegistry(ready(0, left.ref()), ready(1, left.ref()));
    submit(1, Targets.all(), List.of(TEXT));
    left.nextBody();
    registry(ready(0, left.ref()).lost("killed"), ready(1, left.ref()));
    awaitIds(1);
    left.send(answers(1, done(1)));
    client.expectMessageClass(CallObserver.Reply.Completed.class);
    registry(back(), ready(1, left.ref()));
    awaitIds(0, 1);
  }

  private EngineEntry back() {
    EngineEntry next = ready(0, right.ref(), "next-life");
    return new EngineEntry(
        next.id(),
        next.slot(),
        next.node(),
        next.incarnation(),
        next.relay(),
        next.language(),
        next.state(),
        "killed",
        "");
  }

  private static RelayMessage.Answer done(int place) {
    return new RelayMessage.Answer(place, new Outcome.Done(), 1, 2, null);
  }

  private static RelayMessage.Target next(int place) {
    return new RelayMessage.Target(place, new EngineLife(new EngineId(0), "next-life"), 0);
  }

  private static RelayMessage sent(String of, long call, RelayMessage.Target target) {
    return new RelayMessage.Submit(new CallId(of, call), List.of(target), TEXT, false, false);
  }

  private void submitAs(String of, long call) {
    controller.tell(
        new Controller.Submit(
            new CallId(of, call),
            Targets.of(0),
            List.of(TEXT),
            CallOptions.DEFAULT,
            CallObserver.replyTo(client.ref())));
  }

  @Test
  void submit_firstAfterTheRestart_failsThereAndRunsElsewhere() {
    submit(2, Targets.all(), List.of(TEXT));

    assertThat(left.nextBody()).isEqualTo(sent("ann", 2, target(1, 1)));
    left.send(answers(2, done(1)));
    var outcomes = client.expectMessageClass(CallObserver.Reply.Completed.class).outcomes();
    Failure failure = ((Outcome.Failed) outcomes.get(0).outcome()).failure();
    assertThat(failure.errorName()).isEqualTo("EngineRestarted");
    assertThat(failure.errorMessage())
        .isEqualTo(
            "engine 0 was restarted and its namespace is empty; this call was not run there, later"
                + " calls will be; before, killed");
    assertThat(failure.details()).containsEntry("earlier-end", "killed");
    assertThat(outcomes.get(1).outcome()).isEqualTo(new Outcome.Done());
    right.expectSilence();
  }

  @Test
  void submit_secondAfterTheRestart_isSent() {
    submit(2, Targets.of(0), List.of(TEXT));
    failure();

    submit(3, Targets.of(0), List.of(TEXT));

    assertThat(right.nextBody()).isEqualTo(sent("ann", 3, next(0)));
  }

  @Test
  void submit_clientThatHadNotUsedIt_isSent() {
    submitAs("bob", 1);

    assertThat(right.nextBody()).isEqualTo(sent("bob", 1, next(0)));
  }

  @Test
  void submit_immediateQuestion_isSent() {
    submit(2, Targets.of(0));

    assertThat(right.nextBody()).isEqualTo(request(2, next(0)));
  }

  @Test
  void submit_clientIsClosed_isAnotherOneAfterwards() {
    controller.tell(new Controller.ClientClosed("ann"));

    submitAs("ann", 2);

    assertThat(right.nextBody()).isEqualTo(sent("ann", 2, next(0)));
  }

  @Test
  void answer_ofTheEarlierLife_isNoneOfTheNext() {
    submitAs("bob", 1);
    right.nextBody();

    left.send(new RelayMessage.Answers(new CallId("ann", 1), List.of(done(0))));

    client.expectNoMessage();
  }

  @Test
  void directory_engineIsBack_tellsThatItWasRestarted() {
    assertThat(directory.known().values())
        .extracting(EngineInfo::detail)
        .containsExactly("restarted; before, killed", "");
  }
}
