package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.engine.Ticket;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

final class RepliesTest {

  private static final ActorTestKit testKit = TestSystems.node(NodeRoles.CLIENT);

  private final Link link = link();
  private final Replies replies = new Replies();
  private final List<LinkBody.Answers> taken = new ArrayList<>();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void put_lastOfTheCall_isDueWithTheOthers() {
    expect(1, 0, 1);

    put(1, 1);
    assertThat(replies.areDue()).isFalse();
    put(1, 0);

    assertThat(replies.areDue()).isTrue();
    replies.takeDue(this::take);
    assertThat(places()).containsExactly(List.of(1, 0));
    assertThat(replies.areKept()).isFalse();
  }

  @Test
  void put_oneOfSeveral_isKept() {
    expect(1, 0, 1);

    put(1, 0);

    assertThat(replies.areKept()).isTrue();
    replies.takeDue(this::take);
    assertThat(taken).isEmpty();
    replies.takeKept(this::take);
    assertThat(places()).containsExactly(List.of(0));
  }

  @Test
  void put_afterSomeWereTaken_completesTheCall() {
    expect(1, 0, 1);
    put(1, 0);
    replies.takeKept(this::take);

    put(1, 1);
    replies.takeDue(this::take);

    assertThat(places()).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void put_manyOfTheCall_areDueBeforeTheLast() {
    expect(1, IntStream.rangeClosed(0, Replies.MANY).toArray());

    IntStream.range(0, Replies.MANY - 1).forEach(place -> put(1, place));
    assertThat(replies.areDue()).isFalse();
    put(1, Replies.MANY - 1);

    assertThat(replies.areDue()).isTrue();
    assertThat(replies.areKept()).isFalse();
  }

  @Test
  void put_large_isNotKept() {
    expect(1, 0, 1);
    var names = new Outcome.Names(List.of("x".repeat((int) Replies.LARGE)));

    replies.put(new Replies.Owed("ann", 1, 0), new LinkBody.Answer(0, names, 0, 0));

    assertThat(replies.areDue()).isTrue();
  }

  @Test
  void put_notOwed_isDropped() {
    put(1, 0);
    expect(1, 0);
    put(1, 1);

    assertThat(replies.areDue()).isFalse();
    assertThat(replies.areKept()).isFalse();
  }

  @Test
  void put_twice_isTakenOnce() {
    expect(1, 0, 1);

    put(1, 0);
    put(1, 0);
    put(1, 1);
    replies.takeDue(this::take);

    assertThat(places()).containsExactly(List.of(0, 1));
  }

  @Test
  void of_engine_areItsOpenOnes() {
    expect(1, 0, 1);
    expect(2, 1);
    put(1, 1);

    assertThat(replies.of(new EngineId(101))).containsExactly(new Replies.Owed("ann", 2, 1));
  }

  @Test
  void linkOf_answered_isNobody() {
    expect(1, 0);
    assertThat(replies.linkOf(ticket(1, 0))).isSameAs(link);

    put(1, 0);

    assertThat(replies.linkOf(ticket(1, 0))).isNull();
  }

  @Test
  void linkGone_nothingIsOwedToIt() {
    expect(1, 0);
    expect(2, 0, 1);
    put(1, 0);
    put(2, 0);

    replies.linkGone(link);

    assertThat(replies.areDue()).isFalse();
    assertThat(replies.areKept()).isFalse();
    assertThat(replies.of(new EngineId(101))).isEmpty();
  }

  private void expect(long call, int... places) {
    for (int place : places) {
      replies.expect(link, ticket(call, place), new EngineId(100 + place));
    }
  }

  private void put(long call, int place) {
    var answer = new LinkBody.Answer(place, new Outcome.Done(), 0, 0);
    replies.put(Replies.Owed.of(ticket(call, place)), answer);
  }

  private void take(Link to, LinkBody.Answers answers) {
    assertThat(to).isSameAs(link);
    taken.add(answers);
  }

  private List<List<Integer>> places() {
    return taken.stream()
        .map(answers -> answers.answers().stream().map(LinkBody.Answer::place).toList())
        .toList();
  }

  private static Ticket ticket(long call, int place) {
    return new Ticket("ann", call, place, new Request.Keys(), false, false);
  }

  private static Link link() {
    ActorRef<LinkFrame> end = testKit.<LinkFrame>createTestProbe().ref();
    return new Link(
        end,
        end,
        TestSystems.settings().link(),
        SerializationExtension.get(testKit.system()),
        (client, call, bytes, announced) -> {});
  }
}
