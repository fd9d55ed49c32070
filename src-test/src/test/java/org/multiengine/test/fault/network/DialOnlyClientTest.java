package org.multiengine.test.fault.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.console.SeedSession;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Fault;
import org.multiengine.test.support.FaultClock;
import org.multiengine.test.support.Gate;
import org.multiengine.test.support.HostProcess;
import org.multiengine.test.support.terminal.TerminalSession;

/**
 * Tests clients on a machine that the machine of the cluster cannot dial, as behind a router that
 * translates addresses. Connections that are silent for some seconds are given up.
 */
@Tag("fault")
@Tag("long")
@Timeout(300)
final class DialOnlyClientTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CLUSTER = 0;
  private static final int CLIENT = 1;
  private static final int DOOR = 25540;
  private static final int OTHER_PORT = 25541;
  private static final List<String> SILENCE =
      List.of("-Dmultiengine.door.keep-alive=1s", "-Dmultiengine.door.silence=4s");

  /** Sockets in the file system cross the borders of namespaces. */
  private static final String NO_LOCAL_SOCKET = "-Dmultiengine.link.local-socket.folder=";

  /** The time after which the cluster gives up a link whose connection is lost. */
  private static final Duration RESUME = Duration.ofSeconds(15);

  private static Path folder;
  private static Machines machines;
  private static HostProcess host;

  private final List<Process> programs = new ArrayList<>();
  private Gate gate;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    machines = Machines.make(2);
    machines.hide(CLIENT, DOOR);
    List<String> before = new ArrayList<>(machines.on(CLUSTER));
    before.addAll(SILENCE);
    host =
        HostProcess.launchWithoutTests(
            folder.resolve("host"),
            before,
            "-n",
            "4",
            "--bind",
            Machines.address(CLUSTER),
            "--door-port",
            "" + DOOR,
            "--java-opts",
            Clusters.QUICK + " -Dmultiengine.door.resume-within=" + RESUME.toSeconds() + "s");
    host.awaitReady();
  }

  @AfterAll
  static void stop() throws Exception {
    if (host != null) {
      host.close();
    }
    if (machines != null) {
      machines.close();
    }
  }

  @BeforeEach
  void closeGate(@TempDir Path ofTest) {
    gate = new Gate(ofTest.resolve("gate"));
  }

  @AfterEach
  void endPrograms() throws Exception {
    gate.open();
    programs.forEach(Process::destroyForcibly);
    machines.mend(CLIENT);
  }

  private static void onClient(ProcessBuilder program) {
    program.command().add(1, NO_LOCAL_SOCKET);
    program.command().addAll(1, SILENCE);
    program.command().addAll(0, machines.on(CLIENT));
  }

  private Process run(List<String> options, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(host.clientFile().toString()));
    all.addAll(List.of(arguments));
    ProcessBuilder program =
        Children.java(DialOnlyProgram.class.getName(), all.toArray(String[]::new));
    program.command().addAll(1, options);
    onClient(program);
    Process process = program.redirectError(folder.resolve("errors").toFile()).start();
    programs.add(process);
    return process;
  }

  /** Returns the next line of a program, or what it has written on standard error. */
  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    return line == null ? Files.readString(folder.resolve("errors")) : line;
  }

  private static void goOn(Process program) throws IOException {
    Writer input = program.outputWriter();
    input.write("\n");
    input.flush();
  }

  private static void cutFor(Duration length) throws Exception {
    long cut = System.nanoTime();
    machines.cut(CLIENT);
    Awaitility.await()
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(LIMIT)
        .until(() -> System.nanoTime() - cut >= length.toNanos());
    machines.mend(CLIENT);
  }

  @Test
  void machine_ofTheClient_cannotBeDialled() throws Exception {
    String listen =
        "import socket; s = socket.create_server(('', %d)); print('listens', flush=True);"
                .formatted(OTHER_PORT)
            + " s.accept()";
    List<String> listener = new ArrayList<>(machines.on(CLIENT));
    listener.addAll(List.of("python3", "-c", listen));
    Process listening = new ProcessBuilder(listener).start();
    programs.add(listening);
    assertThat(listening.inputReader().readLine()).isEqualTo("listens");
    String dial =
        "import socket; socket.create_connection(('%s', %d), 3)"
            .formatted(Machines.address(CLIENT), OTHER_PORT);
    List<String> dialler = new ArrayList<>(machines.on(CLUSTER));
    dialler.addAll(List.of("python3", "-c", dial));

    Process dialling = new ProcessBuilder(dialler).start();

    assertThat(dialling.errorReader().lines().reduce("", (before, last) -> last))
        .containsIgnoringCase("timed out");
    assertThat(listening.isAlive()).isTrue();
  }

  @Test
  void session_ofTheManual_works() throws Exception {
    ProcessBuilder console =
        TerminalSession.java(
            Main.class.getName(), "console", "--connect", host.clientFile().toString());
    onClient(console);
    console.environment().put("MULTIENGINE_HOME", folder.resolve("client").toString());

    try (TerminalSession session = TerminalSession.start(console)) {
      SeedSession.typeAll(session);

      assertThat(session.awaitExit()).isZero();
      assertThat(withoutGreeting(session.transcript()))
          .isEqualTo(withoutGreeting(SeedSession.expected()));
    }
  }

  private static String withoutGreeting(String transcript) {
    return SeedSession.withoutRaces(transcript.substring(transcript.indexOf("In [1]: "))).strip();
  }

  @Test
  @Fault(
      value = "10.1 a client that cannot be dialled",
      outcome = "all calls work, also those whose classes engines fetch")
  void calls_ofEachKind_work() throws Exception {
    Process program = run(List.of(), "calls");

    List<String> lines = program.inputReader().lines().toList();

    assertThat(lines)
        .containsExactly(
            "ids: [0, 1, 2, 3]",
            "execute: 10",
            "pull: [7, 7, 7, 7]",
            "gather: [2, 4, 6, 8, 10, 12]",
            "map: [101, 102, 103]",
            "own class: [false, false, false, false]",
            "large: true",
            "closed");
  }

  /** Returns the ports of the client's connections to the door. */
  private static Set<String> connections() throws Exception {
    List<String> list = new ArrayList<>(machines.on(CLIENT));
    list.addAll(List.of("ss", "-Htn", "state", "established"));
    Process listing = new ProcessBuilder(list).start();
    Set<String> ports =
        listing
            .inputReader()
            .lines()
            .filter(line -> line.strip().endsWith(":" + DOOR))
            .map(line -> line.strip().split("\\s+", -1)[2])
            .collect(Collectors.toSet());
    assertThat(Children.awaitExit(listing)).isZero();
    return ports;
  }

  @Test
  @Fault(
      value = "10.2 a client's connection is cut for 10 s amid 1,000 numbered requests",
      outcome = "every number once and in order")
  void requests_connectionIsCutForTenSeconds_runOnceAndInOrder(FaultClock clock) throws Exception {
    Process program = run(List.of(), "numbered");
    BufferedReader lines = program.inputReader();
    assertThat(next(lines)).startsWith("run: ");
    Set<String> before = connections();
    assertThat(before).isNotEmpty();
    clock.start();

    machines.cut(CLIENT);
    goOn(program);
    assertThat(next(lines)).startsWith("sent: ");
    cutFor(Duration.ofSeconds(10));

    assertThat(next(lines)).isEqualTo("in order: true");
    clock.serving();
    assertThat(connections()).isNotEmpty().doesNotContainAnyElementsOf(before);
    goOn(program);
    assertThat(next(lines)).isEqualTo("closed");
  }

  @Test
  @Fault(
      value = "10.3 a client's connection is cut for longer than the cluster waits for the client",
      outcome = "EngineLost with the reason; the client goes on")
  void call_cutIsLongerThanTheClusterWaits_failsAndALaterOneWorks(FaultClock clock)
      throws Exception {
    Process program = run(List.of(), "wait", gate.pass());
    BufferedReader lines = program.inputReader();
    assertThat(next(lines)).startsWith("calling: ");
    clock.start();

    cutFor(RESUME.plusSeconds(10));
    goOn(program);

    assertThat(next(lines))
        .contains("EngineLost")
        .contains("gave up the link while the connection was lost for ");
    clock.known();
    gate.open();
    assertThat(next(lines)).isEqualTo("client is closed: false");
    goOn(program);
    assertThat(next(lines)).isEqualTo("later: 42");
    clock.serving();
  }

  @Test
  @Fault(
      value = "10.4 a client's connection is cut for longer than the client waits",
      outcome = "EngineLost with the reason; the client has ended, another one works")
  void call_cutIsLongerThanTheClientWaits_failsAndAnotherClientWorks(FaultClock clock)
      throws Exception {
    Process program = run(List.of("-Dmultiengine.door.resume-within=3s"), "wait", gate.pass());
    BufferedReader lines = program.inputReader();
    assertThat(next(lines)).startsWith("calling: ");
    clock.start();

    machines.cut(CLIENT);
    goOn(program);

    assertThat(next(lines)).containsPattern("could (not )?be reached for \\d+ s");
    clock.known();
    gate.open();
    machines.mend(CLIENT);
    assertThat(next(lines)).startsWith("client is closed: ");
    goOn(program);
    assertThat(next(lines)).isEqualTo("later: 42");
    clock.serving();
  }
}
