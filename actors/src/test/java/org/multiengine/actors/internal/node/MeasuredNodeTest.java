package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;
import org.slf4j.LoggerFactory;

/** What a node with all actors measures and logs of calls. */
@Timeout(120)
final class MeasuredNodeTest {

  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);
  private static final Multiengine multiengine = Multiengine.get(testKit.system());
  private static final AtomicLong calls = new AtomicLong();
  private static final MeterRegistry registry = new SimpleMeterRegistry();
  private static final Logger logger = (Logger) LoggerFactory.getLogger("org.multiengine.calls");

  /** What is logged is read while other threads may log. */
  private static final class KeptLog extends ListAppender<ILoggingEvent> {
    KeptLog() {
      list = new CopyOnWriteArrayList<>();
    }
  }

  private static final KeptLog log = new KeptLog();

  private final TestProbe<CallObserver.Reply> client = testKit.createTestProbe();

  @BeforeAll
  static void startEngines() throws Exception {
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.DEBUG);
    TestSystems.join(testKit);
    multiengine.startHost();
    multiengine.startEngines(2);
    assertThat(multiengine.directory().await(2, PATIENCE, count -> {})).isTrue();
    multiengine.measureTo(registry);
    Metrics.get(testKit.system()).keepFigures();
  }

  @AfterAll
  static void shutDown() {
    logger.detachAppender(log);
    logger.setLevel(null);
    testKit.shutdownTestKit();
  }

  @Test
  void call_onTwoEngines_isOneCallAndTwoEvaluations() {
    submit(Targets.all(), new Request.Reset());

    assertThat(count("multiengine.calls", "reset", "ok")).isEqualTo(1);
    assertThat(count("multiengine.evaluations", "reset", "ok")).isEqualTo(2);
    assertThat(registry.get("multiengine.calls.pending").gauge().value()).isZero();
  }

  @Test
  void call_sleeps_isTimed() {
    submit(Targets.of(0), new Request.Pull(List.of("id")));
    submit(Targets.of(0), new Request.Execute("Thread.sleep(50)"));

    var timer =
        registry.get("multiengine.evaluations").tags("method", "execute", "outcome", "ok").timer();
    assertThat(timer.max(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(50);
  }

  @Test
  void call_unknownEngine_isRefused() {
    var before = count("multiengine.calls", "keys", "refused");

    submit(Targets.of(77), new Question.Keys());

    assertThat(count("multiengine.calls", "keys", "refused")).isEqualTo(before + 1);
  }

  @Test
  void print_hello_countsItsBytes() {
    double before = registry.get("multiengine.output.bytes").counter().count();

    submit(Targets.of(1), new Request.Execute("print 'hello'"));

    assertThat(registry.get("multiengine.output.bytes").counter().count() - before).isEqualTo(5);
  }

  @Test
  void links_afterACall_haveCarriedIt() {
    double before = linkBytes("sent");

    submit(Targets.of(0), new Request.Execute("'" + "x".repeat(10_000) + "'"));

    assertThat(linkBytes("sent") - before).isGreaterThan(20_000);
    assertThat(linkBytes("received")).isGreaterThan(20_000);
  }

  @Test
  void engines_twoReady_areCountedByState() {
    assertThat(engines("ready")).isEqualTo(2);
    assertThat(engines("starting")).isZero();
    assertThat(engines("lost")).isZero();
  }

  @Test
  void metricsOf_ownSlot_tellsWhatTheNodeHasKept() throws Exception {
    submit(Targets.of(0), new Request.Execute("1"));

    MetricsSnapshot told =
        ClusterAdmin.get(testKit.system())
            .metricsOf(Addresses.of(testKit.system()), PATIENCE)
            .toCompletableFuture()
            .get();

    assertThat(told.process()).isEqualTo(Metrics.get(testKit.system()).snapshot().process());
    assertThat(told.series())
        .anySatisfy(
            series -> assertThat(series.name()).isEqualTo("multiengine_evaluations_seconds"));
  }

  @Test
  void metricsOf_unknownSlot_failsAtOnce() {
    assertThat(
            ClusterAdmin.get(testKit.system()).metricsOf("nowhere", PATIENCE).toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(KernelError.class);
  }

  @Test
  void log_callOfTwoEngines_hasItsIdOnEachLine() {
    String id = submit(Targets.all(), new Request.Execute("2 + 2"));

    assertThat(eventsOf(id))
        .containsExactlyInAnyOrder(
            "call-began",
            "request-began",
            "request-began",
            "request-ended",
            "request-ended",
            "call-ended");
  }

  @Test
  void log_callFails_namesErrorAndEngineButNoText() {
    String id = submit(Targets.of(1), new Request.Execute("throw new Error('a secret')"));

    ILoggingEvent failed = event(id, "call-failed");
    assertThat(failed.getLevel()).isEqualTo(Level.INFO);
    assertThat(failed.getFormattedMessage())
        .isEqualTo("execute has failed on 1 of 1 engines: Error");
    assertThat(failed.getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .contains("engine=1");
    assertThat(event(id, "request-failed").getLevel()).isEqualTo(Level.INFO);
    assertThat(log.list)
        .noneSatisfy(line -> assertThat(line.getFormattedMessage()).contains("secret"));
  }

  @Test
  void log_refused_tellsWhy() {
    String id = submit(Targets.of(77), new Request.Execute("1"));

    assertThat(event(id, "call-refused").getFormattedMessage())
        .isEqualTo("execute is refused: InvalidEngineID");
  }

  @Test
  void log_infoOnly_hasWhatFailedAlone() {
    logger.setLevel(Level.INFO);
    try {
      String well = submit(Targets.of(0), new Request.Execute("1"));
      String failed = submit(Targets.of(0), new Request.Execute("1 / 0"));

      assertThat(eventsOf(well)).isEmpty();
      assertThat(eventsOf(failed)).containsExactlyInAnyOrder("call-failed", "request-failed");
    } finally {
      logger.setLevel(Level.DEBUG);
    }
  }

  /** Returns the id of the call when it has ended. */
  private String submit(Targets targets, Request request) {
    var key = new CallId("measured", calls.incrementAndGet());
    multiengine
        .controller()
        .tell(
            new Controller.Submit(
                key,
                targets,
                List.of(request),
                CallOptions.DEFAULT,
                CallObserver.replyTo(client.ref())));
    client.receiveMessage();
    return key.toString();
  }

  private static List<String> eventsOf(String call) {
    return log.list.stream()
        .filter(line -> value(line, "call").equals(call))
        .map(line -> value(line, "event"))
        .toList();
  }

  private static ILoggingEvent event(String call, String event) {
    return log.list.stream()
        .filter(line -> value(line, "call").equals(call) && value(line, "event").equals(event))
        .findFirst()
        .orElseThrow();
  }

  private static String value(ILoggingEvent line, String key) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals(key))
        .map(pair -> String.valueOf(pair.value))
        .findFirst()
        .orElse("");
  }

  private static long count(String name, String method, String outcome) {
    var timer = registry.find(name).tags("method", method, "outcome", outcome).timer();
    return timer == null ? 0 : timer.count();
  }

  private static double linkBytes(String direction) {
    return registry.get("multiengine.link.bytes").tag("direction", direction).counter().count();
  }

  private static double engines(String state) {
    return registry.get("multiengine.engines").tag("state", state).gauge().value();
  }
}
