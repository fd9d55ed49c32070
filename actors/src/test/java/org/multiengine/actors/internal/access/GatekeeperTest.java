package org.multiengine.actors.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Accesses;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.access.Guard;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

final class GatekeeperTest {

  private static final Config DEFAULTS =
      ConfigFactory.defaultReference().getConfig("multiengine.access");
  private static final Request RUN = new Request.Execute("a = 1");
  private static final Request READ = new Question.GetResult(null);

  @Test
  void defaults_anyRequest_passesUnchecked() {
    Gatekeeper gatekeeper = gatekeeper("");

    assertThat(gatekeeper.isOpen()).isTrue();
    assertThat(gatekeeper.decide(Accesses.of(RUN)).isAllowed()).isTrue();
  }

  @Test
  void audit_on_seesRequestsThoughNothingIsLimited() {
    assertThat(gatekeeper("audit = on").isOpen()).isFalse();
  }

  @Test
  void clients_local_refusesOthers() {
    Gatekeeper gatekeeper = gatekeeper("clients = local");

    assertThat(gatekeeper.isOpen()).isFalse();
    assertThat(gatekeeper.decide(Accesses.of(RUN)).isAllowed()).isFalse();
    assertThat(gatekeeper.decide(Accesses.local(RUN)).isAllowed()).isTrue();
  }

  @Test
  void clients_nobody_refusesAll() {
    assertThat(gatekeeper("clients = nobody").decide(Accesses.local(RUN)).reason())
        .isEqualTo("access to these engines is disabled");
  }

  @Test
  void role_ofTheNodeMissing_refusesAllButLocalClients() {
    Gatekeeper gatekeeper = gatekeeper("role = ops");

    assertThat(gatekeeper.decide(Accesses.of(RUN)).reason()).contains("'ops'");
    assertThat(gatekeeper.decide(Accesses.local(RUN)).isAllowed()).isTrue();
  }

  @Test
  void kinds_notNamed_areRefused() {
    Gatekeeper gatekeeper = gatekeeper("kinds = [read]");

    assertThat(gatekeeper.decide(Accesses.of(READ)).isAllowed()).isTrue();
    assertThat(gatekeeper.decide(Accesses.of(RUN)).isAllowed()).isFalse();
  }

  @Test
  void guard_ofTheApplication_isAskedInAdditionToTheSettings() {
    Gatekeeper gatekeeper = gatekeeper("clients = local");

    gatekeeper.guard(Guard.only(Access.Kind.READ));

    assertThat(gatekeeper.decide(Accesses.local(READ)).isAllowed()).isTrue();
    assertThat(gatekeeper.decide(Accesses.local(RUN)).isAllowed()).isFalse();
    assertThat(gatekeeper.decide(Accesses.of(READ)).isAllowed()).isFalse();
  }

  @Test
  void guard_setAgain_replacesTheFirst() {
    Gatekeeper gatekeeper = gatekeeper("");
    gatekeeper.guard(Guard.nobody("closed"));

    gatekeeper.guard(Guard.everyone());

    assertThat(gatekeeper.decide(Accesses.of(RUN)).isAllowed()).isTrue();
  }

  @Test
  void guard_throws_refuses() {
    Gatekeeper gatekeeper = gatekeeper("");
    gatekeeper.guard(
        access -> {
          throw new IllegalStateException("secret");
        });

    assertThat(gatekeeper.decide(Accesses.of(RUN)).reason())
        .isEqualTo("the guard failed: IllegalStateException");
  }

  @Test
  void settings_valueUnknown_listsTheKnownOnes() {
    assertThatThrownBy(() -> gatekeeper("clients = some"))
        .isInstanceOf(ConfigException.BadValue.class)
        .hasMessageContaining("multiengine.access.clients")
        .hasMessageContaining("'some' is not one of [everyone, local, nobody]");
  }

  @Test
  void auditLog_textOfSeveralLines_isOneLine() {
    assertThat(text(new Request.Execute("a = 1\nx\u2028y\u001b[31m"), Decision.ALLOWED))
        .isEqualTo(
            "ada at akka://shop@a:1: execute('a = 1\\nx\\u2028y\\u001b[31m') on engines [0, 1]:"
                + " allowed");
  }

  @Test
  void auditLog_refused_statesTheReason() {
    assertThat(text(READ, Decision.refused("closed")))
        .endsWith(" on engines [0, 1]: refused: closed");
  }

  @Test
  void auditLog_textAtTheLimit_isWhole() {
    String text = RUN.text();

    assertThat(new AuditLog(text.length()).text(Accesses.of(RUN), Decision.ALLOWED)).contains(text);
    assertThat(new AuditLog(text.length() - 1).text(Accesses.of(RUN), Decision.ALLOWED))
        .contains("execute('a = 1'... (1 more) on");
  }

  private static String text(Request request, Decision decision) {
    return new AuditLog(1000).text(Accesses.of(request), decision);
  }

  private static Gatekeeper gatekeeper(String settings) {
    return new Gatekeeper(
        AccessSettings.of(ConfigFactory.parseString(settings).withFallback(DEFAULTS)));
  }
}
