package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.value.ValueCodec;

/**
 * Tests an application whose clients may write values but run nothing: plain values of all kinds
 * are bound, and no class of the application is decoded for them.
 */
final class WritingClientTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AtomicInteger GADGET_RUNS = new AtomicInteger();

  private static ActorSystem<Void> application;
  private static MultiEngineClient mec;

  /** A class of the application that runs code when it is decoded. */
  static final class Gadget implements Serializable {

    private static final long serialVersionUID = 1L;

    @Serial
    private Object readResolve() {
      GADGET_RUNS.incrementAndGet();
      return this;
    }
  }

  @BeforeAll
  static void start() throws InterruptedException {
    application =
        ApplicationSystem.startWith(
            "multiengine.access.kinds = [ask, read, write]", "host", "engine", "multiengine");
    ApplicationSystem.join(application, application);
    Multiengine multiengine = Multiengine.get(application);
    multiengine.startHost();
    multiengine.startEngines(1);
    assertThat(multiengine.directory().await(1, LIMIT, now -> {})).isTrue();
    mec = MultiEngineClient.attach(application);
  }

  @AfterAll
  static void stop() {
    mec.close();
    ActorTestKit.shutdown(application);
  }

  @SuppressWarnings("JavaUtilDate") // programs that have dates push them
  static Stream<Object> plainValues() {
    return Stream.of(
        "text",
        5,
        new BigDecimal("1.5"),
        List.of(1, "two", List.of(3)),
        Map.of("a", List.of(1)),
        new Date(0),
        LocalDate.of(2026, 11, 30));
  }

  @ParameterizedTest
  @MethodSource("plainValues")
  void push_plainValue_isBound(Object value) {
    mec.push(Map.of("value", value));

    assertThat(mec.pull("value")).isEqualTo(List.of(value));
  }

  @Test
  void push_objectOfAClass_isDenied() {
    CompositeError error =
        catchThrowableOfType(CompositeError.class, () -> mec.push(Map.of("value", new Gadget())));

    assertThat(error.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.error()).isInstanceOf(AccessDenied.class));
  }

  /** What a program sends that does not use this client. */
  @Test
  void push_objectThatClaimsToBePlain_isRefusedBeforeItsCodeRuns() throws Exception {
    var bytes = ValueCodec.forClient(Gadget.class.getClassLoader()).encode(new Gadget());
    TestProbe<CallObserver.Reply> probe = TestProbe.create(application);

    Multiengine.get(application)
        .controller()
        .tell(
            new Controller.Submit(
                new CallId("mallory", 1),
                Targets.of(0),
                List.of(new Request.Push(Map.of("value", CodedValue.of(bytes)), false)),
                CallOptions.DEFAULT,
                CallObserver.replyTo(probe.ref())));

    var completed = probe.expectMessageClass(CallObserver.Reply.Completed.class, LIMIT);
    assertThat(completed.outcomes())
        .singleElement()
        .extracting(CallObserver.EngineOutcome::outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.toString()).contains(Gadget.class.getName()));
    assertThat(GADGET_RUNS).hasValue(0);
  }
}
