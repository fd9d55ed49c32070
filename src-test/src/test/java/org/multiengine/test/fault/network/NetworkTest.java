package org.multiengine.test.fault.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.console.SeedSession;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.HostProcess;
import org.multiengine.test.support.terminal.TerminalSession;

/**
 * Tests two hosts on two machines, with the client on a third; the tests run in order. Engines 0
 * and 1 are on machine 0, which has the oldest host, 2 and 3 on machine 1.
 */
@Tag("fault")
@Tag("long")
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
final class NetworkTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CLIENT = 2;
  private static final String SECRET = "the secret that nobody on the wire may read";

  private static Path folder;
  private static Machines machines;
  private static HostProcess oldest;
  private static HostProcess other;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    machines = Machines.make(3);
    oldest =
        HostProcess.launch(
            folder.resolve("0"), machines.on(0), "-n", "2", "--bind", Machines.address(0));
    oldest.awaitReady();
    other = joinOnMachine1();
  }

  private static HostProcess joinOnMachine1() throws IOException {
    HostProcess host =
        HostProcess.launch(
            folder.resolve("1"),
            machines.on(1),
            "-n",
            "2",
            "--bind",
            Machines.address(1),
            "--join",
            oldest.connectionFile().toString());
    host.awaitReady();
    return host;
  }

  @AfterAll
  static void stop() throws Exception {
    if (oldest != null) {
      oldest.close();
    }
    if (other != null) {
      other.close();
    }
    if (machines != null) {
      machines.close();
    }
  }

  /** Sockets in the file system, which cross the borders of namespaces, are not used. */
  private static List<String> onClient(ProcessBuilder program) {
    List<String> command = new ArrayList<>(machines.on(CLIENT));
    command.addAll(program.command());
    command.add(machines.on(CLIENT).size() + 1, "-Dmultiengine.link.local-socket.folder=");
    return command;
  }

  private static Process exec(String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("exec", "--connect", oldest.clientFile().toString()));
    all.addAll(List.of(arguments));
    ProcessBuilder program = Children.java(Main.class.getName(), all.toArray(String[]::new));
    program.command(onClient(program));
    return program.redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  @Order(1)
  void session_ofTheManual_worksAcrossMachinesAndIsNotReadOnTheWire() throws Exception {
    ProcessBuilder console =
        TerminalSession.java(
            Main.class.getName(), "console", "--connect", oldest.clientFile().toString());
    console.command(onClient(console));
    console.environment().put("MULTIENGINE_HOME", folder.resolve("2").toString());
    try (WireCapture wire = WireCapture.start(machines, folder.resolve("wire"))) {
      try (TerminalSession session = TerminalSession.start(console)) {
        SeedSession.typeAll(session);
        assertThat(session.awaitExit()).isZero();
        assertThat(withoutGreeting(session.transcript()))
            .isEqualTo(withoutGreeting(SeedSession.expected()));
      }
      Process printing = exec("println '" + SECRET + "'");
      assertThat(output(printing).lines().filter(line -> line.endsWith(SECRET))).hasSize(4);
      sayPlainly("what is said plainly");

      Awaitility.await().atMost(LIMIT).until(() -> wire.contains("what is said plainly"));
      assertThat(wire.bytes()).isGreaterThan(100_000);
      assertThat(wire.contains(SECRET)).isFalse();
      assertThat(wire.contains("org.multiengine")).isFalse();
    }
  }

  @Test
  @Order(2)
  @Fault(
      value = "5.1 the network between two machines is cut for 5 s",
      outcome = "nothing is lost, calls go on")
  void cut_forFiveSeconds_losesNothing() throws Exception {
    exec("n = 0").waitFor();
    Process counting =
        exec("20.times { n++; println(id + ' ' + n); sleep 500 }; println(id + ' done ' + n)");
    assertThat(counting.inputReader().readLine()).matches("\\[\\d] \\d \\d+");

    long cut = System.nanoTime();
    machines.cut(1);
    awaitNanos(cut, Duration.ofSeconds(5));
    machines.mend(1);

    String said = output(counting);
    assertThat(Children.awaitExit(counting)).as(said).isZero();
    assertThat(said).contains("0 done 20", "1 done 20", "2 done 20", "3 done 20");
  }

  @Test
  @Order(3)
  @Fault(
      value = "5.2 the network between two machines is cut for good",
      outcome = "EngineLost beyond the cut; the side without the oldest host ends itself")
  void cut_forGood_endsTheSideWithoutTheOldestHost(FaultClock clock) throws Exception {
    Process waiting = exec("--targets", "2", "println 'begun'; sleep 600000");
    assertThat(waiting.inputReader().readLine()).contains("begun");
    List<Long> beyond = other.pids();
    clock.start();

    machines.cut(1);

    String said = output(waiting);
    clock.known();
    assertThat(Children.awaitExit(waiting)).isEqualTo(1);
    assertThat(said).contains("EngineLost").contains("declared down");
    assertThat(other.awaitExit()).isEqualTo(1);
    assertThat(other.output()).contains("this host was removed from the cluster");
    Children.awaitGone(beyond);
    assertThat(output(exec("println 'here ' + id")).lines())
        .containsExactlyInAnyOrder("[0] here 0", "[1] here 1");
  }

  @Test
  @Order(4)
  @Fault(
      value = "5.3 the host beyond the cut joins again",
      outcome = "its engines are back under their ids")
  void join_afterTheCut_registersTheEnginesUnderTheirIds(FaultClock clock) throws Exception {
    clock.start();
    machines.mend(1);

    other = joinOnMachine1();

    clock.serving();
    assertThat(output(exec("println 'here ' + id")).lines())
        .containsExactlyInAnyOrder("[0] here 0", "[1] here 1", "[2] here 2", "[3] here 3");
  }

  /** How many engines, and where, is another matter than in the embedded session. */
  private static String withoutGreeting(String transcript) {
    return SeedSession.withoutRaces(transcript.substring(transcript.indexOf("In [1]: "))).strip();
  }

  private static void sayPlainly(String text) throws Exception {
    List<String> command = new ArrayList<>(machines.on(CLIENT));
    String program =
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'"
            + text
            + "', ('"
            + Machines.address(0)
            + "', 9))";
    command.addAll(List.of("python3", "-c", program));
    assertThat(Children.awaitExit(new ProcessBuilder(command).start())).isZero();
  }

  private static void awaitNanos(long since, Duration length) {
    Awaitility.await()
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(LIMIT)
        .until(() -> System.nanoTime() - since >= length.toNanos());
  }
}
