package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.CompositeError;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.PipedRun;

/** Tests a cluster that the command starts, uses and stops. The last test stops it. */
@TestMethodOrder(OrderAnnotation.class)
final class CommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private record Ended(int status, String out) {}

  private static Path home;

  private static Path connectionFile;
  private static List<ProcessHandle> processes = List.of();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    home = folder;
    connectionFile = home.resolve("clusters/default/connection.json");
    startCluster();
  }

  private static void startCluster() throws Exception {
    Path script = Files.writeString(home.resolve("setup.groovy"), "start = 'with ' + id");
    Ended started =
        multiengine(
            "start",
            "-n",
            "2",
            "--daemon",
            "--java-opts=" + Clusters.QUICK,
            "--bind",
            "127.0.0.2",
            "--startup-script",
            script.toString());
    assertThat(started.status()).as(started.out()).isZero();
    ProcessHandle host = ProcessHandle.of(ConnectionFile.read(connectionFile).pid()).orElseThrow();
    processes = new ArrayList<>(host.children().toList());
    processes.add(host);
  }

  private static Path log() {
    return home.resolve("clusters/default/multiengine.log");
  }

  @AfterAll
  static void end() {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  private static Ended multiengine(String... arguments) throws Exception {
    Process process = launch(arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private static Process launch(String... arguments) throws IOException {
    ProcessBuilder program = Children.java(Main.class.getName(), arguments);
    program.environment().put("MULTIENGINE_HOME", home.toString());
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  @Test
  @Order(1)
  void connectionFile_ofARunningCluster_isForItsOwnerAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(connectionFile)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(connectionFile.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  @Order(2)
  void exec_printing_showsTheLinesOfEachEngine() throws Exception {
    Ended ended = multiengine("exec", "println id; id * 10");

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.out().lines())
        .containsExactlyInAnyOrder("[0] 0", "[1] 1", "[0] Out[1]: 0", "[1] Out[1]: 10");
  }

  @Test
  @Order(3)
  void exec_failingOnOneEngine_exitsWith1AndKeepsTheOther() throws Exception {
    Ended ended = multiengine("exec", "--json", "if (id == 1) throw new Exception('no'); id");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).contains("\"value\" : \"0\"").contains("Exception: no");
  }

  @Test
  @Order(4)
  void run_ofAFile_executesItOnTheTargets() throws Exception {
    Path file = Files.writeString(home.resolve("script.groovy"), "println 'from ' + id");

    Ended ended = multiengine("run", "--targets", "1", file.toString());

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.out()).isEqualTo("[1] from 1\n");
  }

  @Test
  @Order(5)
  void status_ofACluster_listsItsEngines() throws Exception {
    Ended ended = multiengine("status");

    assertThat(ended.status()).as(ended.out()).isZero();
    String engine = " +idle +127\\.0\\.0\\.2:\\d+ +\\d+ +[\\d.]+ .iB/[\\d.]+ .iB +0";
    assertThat(ended.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Cluster 'default' at "),
            line -> assertThat(line).matches("engine +state +node +pid +memory +waiting +runs"),
            line -> assertThat(line).matches("0" + engine),
            line -> assertThat(line).matches("1" + engine));
  }

  @Test
  @Order(5)
  void status_asJson_hasTheProcessesAndTimes() throws Exception {
    Ended ended = multiengine("status", "--json");

    assertThat(ended.status()).as(ended.out()).isZero();
    JsonNode engines = new ObjectMapper().readTree(ended.out()).get("engines");
    assertThat(engines.findValues("pid"))
        .extracting(JsonNode::asLong)
        .containsExactlyInAnyOrderElementsOf(enginePids());
    assertThat(engines.findValues("started"))
        .hasSize(2)
        .allSatisfy(started -> assertThat(Instant.parse(started.asText())).isBefore(Instant.now()));
    assertThat(engines.get(1).get("state").asText()).isEqualTo("idle");
    assertThat(engines.get(1).get("running").isNull()).isTrue();
    assertThat(engines.get(1).get("usedMemoryBytes").asLong()).isPositive();
  }

  @Test
  @Order(5)
  void status_ofABusyEngine_showsWhatItRunsAndForHowLong() throws Exception {
    try (MultiEngineClient mec = MultiEngineClient.connect(connectionFile)) {
      PendingResult<?> running = mec.engines(1).executeAsync("while (true) {}");

      assertThat(multiengine("status").out())
          .containsPattern("1 +busy .* for \\d+ m?s: execute\\('while \\(true\\) \\{}'\\)");
      JsonNode engine =
          new ObjectMapper().readTree(multiengine("status", "--json").out()).at("/engines/1");
      assertThat(engine.get("running").asText()).isEqualTo("execute('while (true) {}')");
      assertThat(Instant.parse(engine.get("runningSince").asText())).isBefore(Instant.now());
      assertThat(Duration.parse(engine.get("runningFor").asText())).isPositive();

      running.cancel();
      assertThatThrownBy(running::get).isInstanceOf(CompositeError.class);
    }
  }

  @Test
  @Order(6)
  void start_ofANameThatRuns_isRefused() throws Exception {
    Ended ended = multiengine("start", "-n", "1");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).contains("is running already");
  }

  @Test
  @Order(7)
  void client_connecting_callsTheEnginesAndLeavesThem() {
    try (MultiEngineClient mec = MultiEngineClient.connect(connectionFile)) {
      assertThat(mec.ids()).containsExactly(0, 1);
      mec.put("a", 5);
      assertThat(mec.map(x -> x * x, List.of(1, 2, 3))).containsExactly(1, 4, 9);
    }
    try (MultiEngineClient mec = MultiEngineClient.connect(connectionFile)) {
      assertThat(mec.pull("a")).isEqualTo(List.of(5, 5));
    }
  }

  @Test
  @Order(7)
  void console_inputPipedIn_usesTheRunningCluster() throws Exception {
    PipedRun well = PipedRun.of(console(), "px piped = id * 3\nmec['piped']\n");
    PipedRun badly = PipedRun.of(console(), "px nobody\nmec['piped']\n");

    assertThat(well.status()).as(well.output() + well.errors()).isZero();
    assertThat(well.output()).endsWith("Out[2]: [0, 3]\n");
    assertThat(badly.status()).isEqualTo(1);
    assertThat(badly.output())
        .contains("[1:execute]: NameError: name nobody is not defined")
        .endsWith("Out[2]: [0, 3]\n");
  }

  @Test
  @Order(8)
  void engine_addAndRemove_printTheIds() throws Exception {
    Ended added = multiengine("engine", "add", "-n", "2");
    assertThat(added.status()).as(added.out()).isZero();
    assertThat(added.out()).isEqualTo("Engines 2, 3 are ready.\n");

    Ended removed = multiengine("engine", "remove", "2,3");

    assertThat(removed.status()).as(removed.out()).isZero();
    assertThat(removed.out()).isEqualTo("Engines 2, 3 are removed.\n");
    Awaitility.await().atMost(LIMIT).until(() -> processes.get(2).children().count() == 2);
    assertThat(Files.readString(log())).doesNotContain("WARN");
  }

  @Test
  @Order(9)
  void engine_removeOneThatIsNotThere_removesNothing() throws Exception {
    Ended ended = multiengine("engine", "remove", "0", "7");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).contains("7");
    assertThat(multiengine("exec", "id").out()).contains("[0]").contains("[1]");
  }

  @Test
  @Order(10)
  void exec_startupScriptGiven_findsWhatItDefined() throws Exception {
    assertThat(multiengine("exec", "println start").out().lines())
        .containsExactlyInAnyOrder("[0] with 0", "[1] with 1");
  }

  @Test
  @Order(11)
  void list_ofClusters_showsEnginesAndVersion() throws Exception {
    assertThat(multiengine("list").out())
        .containsPattern("default +running +2 +[0-9]+ +(0[.]1[.]0\\S*|[(]checkout[)]) +/");
  }

  @Test
  @Order(12)
  void logs_ofAnEngine_areWhatItsProcessPrints() throws Exception {
    String print =
        "new FileOutputStream(FileDescriptor.out).write(('from ' + id + '\\n').bytes); 0";
    assertThat(multiengine("exec", print).status()).isZero();

    assertThat(multiengine("logs", "--engine", "1", "-n", "1").out()).isEqualTo("from 1\n");
    Ended unknown = multiengine("logs", "--engine", "9");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.out()).contains("has no engine 9").contains("[0, 1]");
  }

  @Test
  @Order(13)
  void logs_followed_endWithTheHost() throws Exception {
    Process following = launch("logs", "--follow");

    Children.kill(ConnectionFile.read(connectionFile).pid());

    assertThat(Children.awaitExit(following)).isZero();
    Children.awaitGone(processes.stream().map(ProcessHandle::pid).toList());
    assertThat(multiengine("list").out()).containsPattern("default +ended +0");
  }

  @Test
  @Order(14)
  void stop_ofAClusterThatHasEnded_removesItsConnectionFile() throws Exception {
    Ended ended = multiengine("stop");

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("had ended already");
    assertThat(connectionFile).doesNotExist();
    startCluster();
  }

  @Test
  @Order(20)
  void stop_ofACluster_leavesNoProcessPortOrConnectionFile() throws Exception {
    int port = URI.create(ConnectionFile.read(connectionFile).address()).getPort();
    Ended ended = multiengine("stop", "--all");

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(processes).hasSize(3).noneMatch(ProcessHandle::isAlive);
    assertThat(connectionFile).doesNotExist();
    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> new Socket("127.0.0.2", port).close());
  }

  private static List<Long> enginePids() throws IOException {
    long host = ConnectionFile.read(connectionFile).pid();
    return processes.stream().map(ProcessHandle::pid).filter(pid -> pid != host).toList();
  }

  private static ProcessBuilder console() {
    ProcessBuilder program = Children.java(Main.class.getName(), "console");
    program.environment().put("MULTIENGINE_HOME", home.toString());
    return program;
  }
}
