package org.multiengine.test.fault.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Subscription;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;

/** Tests a second host, with engine 1, behind lines with a delay of 200 ms that can stall. */
@Tag("fault")
@Tag("long")
@Timeout(180)
final class SlowNetworkTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration DELAY = Duration.ofMillis(200);
  private static final String ADVERTISED = "127.0.0.2";
  private static final String BOUND = "127.0.0.3";

  private static final List<SlowProxy> LINES = new ArrayList<>();
  private static HostProcess near;
  private static HostProcess far;
  private static MultiEngineClient mec;

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();
  private Subscription watching;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    near = HostProcess.start(folder.resolve("near"), "-n", "1");
    int hostPort = line();
    int enginePort = line();
    int doorPort = line();
    far =
        HostProcess.launch(
            folder.resolve("far"),
            List.of("-Dmultiengine.link.local-socket.folder=" + folder), // elsewhere than clients
            "-n",
            "1",
            "--join",
            near.connectionFile().toString(),
            "--bind",
            BOUND,
            "--advertise",
            ADVERTISED,
            "--port",
            Integer.toString(hostPort),
            "--engine-ports",
            Integer.toString(enginePort),
            "--door-port",
            Integer.toString(doorPort));
    far.awaitReady();
    mec = MultiEngineClient.connect(near.connectionFile());
    Awaitility.await().atMost(LIMIT).until(() -> mec.ids().equals(List.of(0, 1)));
  }

  private static int line() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, loopback(3))) {
      port = free.getLocalPort();
    }
    LINES.add(new SlowProxy(loopback(2), loopback(3), port, DELAY));
    return port;
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @AfterAll
  static void stop() throws IOException {
    mec.close();
    far.close();
    near.close();
    for (SlowProxy line : LINES) {
      line.close();
    }
  }

  @BeforeEach
  void watch() {
    watching = mec.onEngines(events::add);
  }

  @AfterEach
  void nothingIsLost() {
    watching.close();
    assertThat(events).isEmpty();
    assertThat(mec.ids()).containsExactly(0, 1);
  }

  @Test
  @Fault(
      value = "5.4 a network that takes 200 ms",
      outcome = "nothing is lost, a call takes it once")
  void calls_overALineOf200Milliseconds_work(FaultClock clock) throws Exception {
    clock.start();
    mec.engines(1).execute("a = 0");
    clock.known();
    List<PendingResult<?>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(mec.executeAsync("a = " + i));
    }
    mec.put("text", "x".repeat(2_000_000));

    mec.barrier(calls);

    assertThat(clock.untilKnown()).isGreaterThan(DELAY);
    assertThat(mec.pull("a")).isEqualTo(List.of(99, 99));
    assertThat(mec.engines(1).execute("text.size()").get(0).display()).isEqualTo("2000000");
  }

  @Test
  @Fault(
      value = "5.5 a network that stands still for 3 s",
      outcome = "nothing is lost, calls are answered afterwards, others at once")
  void calls_whileTheLineStandsStillFor3Seconds_areAnsweredAfterwards(FaultClock clock)
      throws Exception {
    mec.execute("b = 1");
    clock.start();
    LINES.forEach(line -> line.stall(Duration.ofSeconds(3)));

    PendingResult<?> slow = mec.engines(1).executeAsync("b = 2");
    mec.engines(0).execute("b = 3");
    assertThat(slow.isDone()).isFalse();
    slow.get(LIMIT);
    clock.serving();

    assertThat(mec.pull("b")).isEqualTo(List.of(3, 2));
  }
}
