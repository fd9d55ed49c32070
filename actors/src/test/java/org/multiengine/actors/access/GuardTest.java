package org.multiengine.actors.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

final class GuardTest {

  private static final Request RUN = new Request.Execute("a = 1");
  private static final Request ASK = new Question.Keys();

  @Test
  void nobody_anyone_isRefusedWithTheReason() {
    assertThat(Guard.nobody("closed").decide(Accesses.local(ASK)))
        .isEqualTo(Decision.refused("closed"));
  }

  @Test
  void local_clientOfAnotherNode_isRefused() {
    assertThat(Guard.local().decide(Accesses.local(RUN)).isAllowed()).isTrue();
    assertThat(Guard.local().decide(Accesses.of(RUN)).reason())
        .isEqualTo("only the application itself may use these engines");
  }

  @Test
  void ofRole_nodeWithoutIt_isRefusedAndNamesIt() {
    assertThat(Guard.ofRole("web").decide(Accesses.of(RUN)).isAllowed()).isTrue();
    assertThat(Guard.ofRole("ops").decide(Accesses.of(RUN)).reason())
        .isEqualTo("the client's node does not have the role 'ops'");
  }

  @Test
  void only_anotherKind_isRefusedAndNamesBoth() {
    Guard guard = Guard.only(Access.Kind.READ, Access.Kind.ASK);

    assertThat(guard.decide(Accesses.of(ASK)).isAllowed()).isTrue();
    assertThat(guard.decide(Accesses.of(RUN)).reason())
        .isEqualTo("requests of kind 'run' are not allowed; allowed kinds: ask, read");
  }

  @Test
  void and_oneRefuses_isRefusedWithItsReason() {
    assertThat(Guard.everyone().and(Guard.nobody("b")).decide(Accesses.of(RUN)).reason())
        .isEqualTo("b");
    assertThat(Guard.nobody("a").and(Guard.nobody("b")).decide(Accesses.of(RUN)).reason())
        .isEqualTo("a");
  }

  @Test
  void or_oneAllows_isAllowed() {
    assertThat(Guard.nobody("a").or(Guard.everyone()).decide(Accesses.of(RUN)).isAllowed())
        .isTrue();
    assertThat(Guard.nobody("a").or(Guard.nobody("b")).decide(Accesses.of(RUN)).reason())
        .isEqualTo("b");
  }
}
