package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.WaitOptions;
import org.multiengine.magics.console.screen.FakeScreen;
import org.multiengine.magics.text.ResultText;

final class WaitingTest extends ClusterOfConsole {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final FakeScreen screen = new FakeScreen();
  private final PxSettings px = new PxSettings(4);
  private final Namespace namespace = Languages.named("groovy").createNamespace();

  /** Where scripts of these tests wait; engines of this JVM see it among its properties. */
  private final Semaphore gate = new Semaphore(0);

  private Waiting waiting = waiting();

  private Waiting waiting(String... changes) {
    return new Waiting(screen, px, SettingsOfTests.with(changes));
  }

  private String waitAtGate() {
    System.getProperties().put(gate.toString(), gate);
    return "System.properties.get('" + gate + "').acquireUninterruptibly()";
  }

  @AfterEach
  void close() {
    System.getProperties().remove(gate.toString());
    namespace.close();
  }

  @Test
  void await_callThatEndsSoon_showsNothing() throws Exception {
    px.progressAfterSeconds(30);
    ResultList results = waitFor(client.executeAsync("println 5"));

    assertThat(results).hasSize(4);
    assertThat(screen.text()).isEmpty();
    assertThat(screen.statuses).isSubsetOf("");
  }

  @Test
  void await_callThatHasEnded_returnsItsResult() throws Exception {
    PendingResult<ResultList> pending = client.executeAsync("a = 5");
    ResultList results = pending.get();

    assertThat(waitFor(pending)).isSameAs(results);
  }

  @Test
  void await_interruptedOnce_cancelsAndKeepsTheNamespace() throws Exception {
    client.execute("kept = 7");
    var ended = waitInBackground(client.executeAsync("while (true) {}"));
    awaitRunning(4);

    screen.interrupt();

    assertThat(errorOf(ended))
        .isInstanceOfSatisfying(
            CompositeError.class,
            error ->
                assertThat(error.entries())
                    .hasSize(4)
                    .allSatisfy(
                        entry -> assertThat(entry.error()).isInstanceOf(TaskAborted.class)));
    assertThat(screen.text())
        .isEqualTo("Cancelling on the engines; Ctrl-C again gives up waiting.\n");
    assertThat(client.pull("kept")).hasToString("[7, 7, 7, 7]");
  }

  /** The scripts wait in a way that no interrupt ends. */
  @Test
  void await_interruptedTwice_givesUpAndTellsWhatStillRuns() throws Exception {
    PendingResult<ResultList> pending = client.engines(0, 2).executeAsync(waitAtGate());
    var ended = waitInBackground(pending);
    await().atMost(LIMIT).until(() -> gate.getQueueLength() == 2);

    screen.interrupt();
    screen.interrupt();
    Throwable error = errorOf(ended);
    gate.release(2);

    assertThat(error).isInstanceOf(InterruptedException.class);
    assertThat(screen.text())
        .contains(
            "Ctrl-C again gives up waiting",
            "Gave up waiting for PendingResult[execute on [0, 2], pending]")
        .contains("still running on engines 0, 2, %engines shows what");
    assertThat(screen.statuses).last().isEqualTo("");
  }

  @Test
  void await_ended_givesCtrlCBack() throws Exception {
    var pressed = new CompletableFuture<Boolean>();
    screen.onInterrupt(() -> pressed.complete(true));

    waitFor(client.executeAsync("a = 5"));
    screen.interrupt();

    assertThat(pressed).isCompletedWithValue(true);
  }

  @Test
  void await_longCall_tellsWhatItWaitsFor() throws Exception {
    waiting = waiting("poll-interval = 20ms");
    px.progressAfterSeconds(0.1);
    var ended = waitInBackground(client.engines(3).executeAsync("while (true) {}"));

    await()
        .atMost(LIMIT)
        .until(() -> screen.statuses.stream().anyMatch(line -> line.contains(" for engine 3: ")));
    screen.interrupt();

    assertThat(errorOf(ended)).isInstanceOf(CompositeError.class);
    assertThat(screen.statuses)
        .anyMatch(line -> line.contains("while (true) {}") && line.endsWith("(Ctrl-C cancels)"));
    assertThat(screen.statuses).last().isEqualTo("");
  }

  @Test
  void await_map_showsABar() throws Exception {
    px.progressAfterSeconds(0);
    List<Integer> elements = IntStream.range(0, 40).boxed().toList();

    List<Integer> squares =
        waitFor(
            client.mapAsync(
                x -> {
                  Thread.sleep(50);
                  return x * x;
                },
                elements));

    assertThat(squares).hasSize(40).endsWith(39 * 39);
    assertThat(screen.statuses)
        .anyMatch(line -> line.startsWith("[") && line.contains(" of 40 elements, "));
  }

  @Test
  void await_longCall_showsOutputBeforeItsEnd() throws Exception {
    waiting = waiting("live-after = 50ms");
    var ended =
        waitInBackground(client.engines(1).executeAsync("println 'early'; while (true) {}"));

    await().atMost(LIMIT).until(() -> screen.text().contains("[1] early\n"));

    assertThat(ended).isNotDone();
    screen.interrupt();
    assertThat(errorOf(ended)).isInstanceOf(CompositeError.class);
  }

  @Test
  void await_callThatFailsSoon_showsItsOutput() throws Exception {
    var ended =
        waitInBackground(client.engines(0).executeAsync("println 'before'; sleep 1000; 1/0"));

    assertThat(errorOf(ended)).isInstanceOf(CompositeError.class);
    assertThat(screen.text()).isEqualTo("[0] before\n");
  }

  @Test
  void await_otherGrouping_showsNothingLive() throws Exception {
    waiting = waiting("live-after = 0s");
    px.groupOutputs(PxSettings.GroupOutputs.ORDER);

    waitFor(client.executeAsync("println 5; sleep 500"));

    assertThat(screen.text()).isEmpty();
  }

  @Test
  void await_withOptions_usesThemAndLeavesTheSettingsUntouched() throws Exception {
    waiting = waiting("live-after = 0s");
    var options = new WaitOptions(PxSettings.GroupOutputs.ORDER, 0);
    var ended =
        waitInBackground(client.engines(0).executeAsync("println 1; " + waitAtGate()), options);
    await()
        .atMost(LIMIT)
        .until(() -> screen.statuses.stream().anyMatch(line -> line.contains(" for engine 0")));

    assertThat(px.waitOptions()).isEqualTo(new WaitOptions(PxSettings.GroupOutputs.ENGINE, 2));
    gate.release();
    ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(screen.text()).isEmpty();
  }

  @Test
  void text_afterLiveOutput_countsItsLinesOnce() throws Exception {
    waiting = waiting("live-after = 0s");
    var ended =
        waitInBackground(
            client.engines(0).executeAsync("println 1; println 2;" + waitAtGate() + "; println 3"));
    await().atMost(LIMIT).until(() -> screen.text().contains("[0] 2\n"));
    gate.release();
    ResultList results = ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    var values = values();

    assertThat(screen.text()).isEqualTo("[0] 1\n[0] 2\n[0] 3\n");
    assertThat(values.bundle(results, "").plainText())
        .contains("[0] Out[1]: (3 lines, shown above; %result 1 shows all)");
    assertThat(values.bundle(results, "").plainText()).contains("[0] Out[1]: 1\n2\n3\n");
  }

  @Test
  void text_withoutLiveOutput_isInFull() throws Exception {
    ResultList results = waitFor(client.engines(0).executeAsync("println 1"));

    assertThat(values().bundle(results, "").plainText())
        .contains("[0] Out[1]: 1\n")
        .doesNotContain("shown above");
  }

  @Test
  void text_onlyAnOpenLineLive_isInFull() throws Exception {
    waiting = waiting("live-after = 0s");
    ResultList results = waitFor(client.engines(0).executeAsync("print 'open'; sleep 500"));

    assertThat(screen.text()).isEmpty();
    assertThat(values().bundle(results, "").plainText()).contains("Out[1]: open");
  }

  private Values values() {
    return new Values(screen, namespace, waiting, () -> new ResultText(false, 80, 4, 10));
  }

  private void awaitRunning(int engines) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                client.all().queueStatus().stream().filter(each -> each.pending() != null).count()
                    == engines);
  }

  private <T> T waitFor(PendingResult<T> pending) throws InterruptedException {
    return waiting.await(pending, client, px.waitOptions());
  }

  private <T> CompletableFuture<T> waitInBackground(PendingResult<T> pending) {
    return waitInBackground(pending, px.waitOptions());
  }

  private <T> CompletableFuture<T> waitInBackground(PendingResult<T> pending, WaitOptions options) {
    var ended = new CompletableFuture<T>();
    new Thread(
            () -> {
              try {
                ended.complete(waiting.await(pending, client, options));
              } catch (InterruptedException | RuntimeException error) {
                ended.completeExceptionally(error);
              }
            })
        .start();
    return ended;
  }

  private static @Nullable Throwable errorOf(CompletableFuture<?> ended) throws Exception {
    try {
      ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException error) {
      return error.getCause();
    }
  }
}
