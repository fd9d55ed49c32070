package org.multiengine.actors;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Request;

final class UsedLivesTest {

  private static final ActorTestKit testKit = TestSystems.plain();
  private static final ActorRef<LinkFrame> RELAY = testKit.<LinkFrame>createTestProbe().ref();
  private static final Request TEXT = new Request.Execute("a = 1");
  private static final Request KEYS = new Request.Keys();

  private final UsedLives used = new UsedLives();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private static EngineEntry life(String incarnation) {
    return life("a", incarnation, "");
  }

  private static EngineEntry life(String slot, String incarnation, String detail) {
    return new EngineEntry(
        new EngineId(3),
        slot,
        "akka://m@h:1",
        incarnation,
        RELAY,
        "groovy",
        EngineEntry.State.READY,
        detail);
  }

  private @Nullable EngineRestarted ask(String client, String incarnation) {
    return used.refusal(client, life(incarnation), TEXT);
  }

  @Test
  void refusal_neverUsed_isNone() {
    assertThat(ask("ann", "first")).isNull();
    assertThat(ask("ann", "second")).isNull();
  }

  @Test
  void refusal_sameLife_isNone() {
    used.used("ann", life("first"), TEXT);

    assertThat(ask("ann", "first")).isNull();
  }

  @Test
  void refusal_laterLife_isToldOnceForEachLife() {
    used.used("ann", life("first"), TEXT);

    assertThat(ask("ann", "second")).hasMessageStartingWith("engine 3 was restarted");
    assertThat(ask("ann", "second")).isNull();
    assertThat(ask("ann", "third")).isNotNull();
  }

  @Test
  void refusal_earlierEndIsKnown_tellsItInOneLine() {
    used.used("ann", life("first"), TEXT);

    assertThat(used.refusal("ann", life("a", "second", "process 7 ended\nlast lines"), TEXT))
        .hasMessageEndingWith("; before, process 7 ended");
  }

  @Test
  void refusal_otherClient_isNone() {
    used.used("ann", life("first"), TEXT);

    assertThat(ask("bob", "second")).isNull();
  }

  @Test
  void refusal_onlyImmediateRequestsBefore_isNone() {
    used.used("ann", life("first"), KEYS);

    assertThat(ask("ann", "second")).isNull();
  }

  @Test
  void refusal_immediateRequest_isNoneAndTheNextOneIsTold() {
    used.used("ann", life("first"), TEXT);

    assertThat(used.refusal("ann", life("second"), KEYS)).isNull();
    assertThat(ask("ann", "second")).isNotNull();
  }

  @Test
  void refusal_reset_mayGoAndIsAUse() {
    used.used("ann", life("first"), TEXT);
    var reset = new Request.Reset();

    assertThat(used.refusal("ann", life("second"), reset)).isNull();
    used.used("ann", life("second"), reset);

    assertThat(ask("ann", "second")).isNull();
  }

  @Test
  void refusal_idGivenToAnEngineOfAnotherSlot_isNone() {
    used.used("ann", life("first"), TEXT);

    assertThat(used.refusal("ann", life("b", "second", ""), TEXT)).isNull();
  }

  @Test
  void forget_client_keepsNothingOfIt() {
    used.used("ann", life("first"), TEXT);
    used.used("bob", life("first"), TEXT);

    used.forget("ann");

    assertThat(used.clients()).isEqualTo(1);
    assertThat(ask("ann", "second")).isNull();
  }
}
