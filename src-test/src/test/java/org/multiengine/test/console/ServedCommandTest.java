package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.magics.command.Main;
import org.multiengine.magics.launcher.Launcher;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.HostProcess;

/**
 * Tests commands that a host runs for other processes. These processes have no library on their
 * class path, so that they could not run the commands themselves. The last tests kill the host.
 */
@TestMethodOrder(OrderAnnotation.class)
final class ServedCommandTest {

  private record Ended(int status, String out, String err) {}

  private static Path home;
  private static HostProcess host;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    home = folder;
    host = HostProcess.start(home, "-n", "2");
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> Files.exists(socketFile()));
  }

  @AfterAll
  static void end() {
    host.close();
  }

  private static Path socketFile() {
    return home.resolve("clusters/default/command-socket");
  }

  /** Runs a command in the ordinary way. */
  private static Ended ordinary(String... arguments) throws Exception {
    return ended(launch(Children.java(Main.class.getName(), arguments)));
  }

  /** Has the host run a command. */
  private static Ended served(String... arguments) throws Exception {
    return ended(launchServed(arguments));
  }

  private static Process launchServed(String... arguments) throws IOException {
    ProcessBuilder program = Children.java(Launcher.class.getName(), arguments);
    List<String> command = new ArrayList<>(program.command());
    command.removeIf(word -> word.startsWith("-XX:SharedArchiveFile="));
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, withoutLibraries(command.get(classPath)));
    return launch(program.command(command));
  }

  private static String withoutLibraries(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith(".jar") || entry.contains("multiengine-"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Process launch(ProcessBuilder program) throws IOException {
    program.environment().put("MULTIENGINE_HOME", home.toString());
    Process process = program.start();
    process.getOutputStream().close();
    return process;
  }

  private static Ended ended(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(Children.awaitExit(process), out, err);
  }

  @Test
  @Order(1)
  void socket_ofAHost_isForItsUserAlone() throws IOException {
    Path folder = Path.of(Files.readString(socketFile())).getParent();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socketFile())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "start --help",
        "exec -h",
        "engine remove --help",
        "list",
        "health",
        "health --engines 3",
        "health --deep --engines 2",
        "exec -t 0 println(id)",
        "exec -t 1 System.err.println('ä');throw(new(Exception('no')))",
        "exec -t 0 --json println(id)",
        "exec -t 7 id",
        "exec -t x id",
        "exec -t 0 --timeout 1 while(true){}",
        "engine remove --lost",
        "engine remove 9",
      })
  @Order(2)
  void command_runByTheHost_printsTheSame(String line) throws Exception {
    String[] arguments = line.split(" ");

    Ended served = served(arguments);

    assertThat(numbersAside(served)).isEqualTo(numbersAside(ordinary(arguments)));
  }

  /** Returns what was printed without the numbers of requests, which count up. */
  private static Ended numbersAside(Ended ended) {
    return new Ended(
        ended.status(),
        ended.out().replaceAll("\"number\" : \\d+", "\"number\" : n"),
        ended.err().replaceAll("In\\[\\d+]", "In[n]"));
  }

  @Test
  @Order(3)
  void status_runByTheHost_listsTheEngines() throws Exception {
    Ended ended = served("status", "--connect", host.connectionFile().toString());

    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("Cluster 'default' at ").contains("\n0 ", "\n1 ");
  }

  @Test
  @Order(4)
  void engineAdd_runByTheHost_printsTheId() throws Exception {
    assertThat(served("engine", "add")).isEqualTo(new Ended(0, "Engine 2 is ready.\n", ""));
    assertThat(served("engine", "remove", "2").out()).isEqualTo("Engine 2 is removed.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine add -n 0", "exec", "engine", "start -n 1", "logs -n 1"})
  @Order(5)
  void command_notForTheHost_isRunByTheProcess(String line) throws Exception {
    assertThat(served(line.split(" ")).err()).contains("NoClassDefFoundError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client.json", "copy/connection.json"})
  @Order(6)
  void connect_withAFileOfOtherAuthority_isLeftToTheProcess(String name) throws Exception {
    Path file = home.resolve("clusters/default").resolve(name);
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.copy(host.connectionFile(), file);
    }

    assertThat(served("exec", "--connect", file.toString(), "id").err())
        .contains("NoClassDefFoundError");
  }

  @Test
  @Order(7)
  void exec_callerKilled_leavesTheHostToOthers() throws Exception {
    Process running = launchServed("exec", "-t", "0", "println 'begun'; Thread.sleep(2000)");
    assertThat(running.inputReader().readLine()).isEqualTo("[0] begun");

    running.destroyForcibly().waitFor();

    assertThat(served("exec", "-t", "0", "id").out()).contains("Out[").contains("]: 0\n");
  }

  @Test
  @Order(8)
  void socketFile_thatOthersCouldWrite_isNotUsed() throws Exception {
    Files.setPosixFilePermissions(socketFile(), PosixFilePermissions.fromString("rw-rw-rw-"));
    try {
      assertThat(served("list").err()).contains("NoClassDefFoundError");
    } finally {
      Files.setPosixFilePermissions(socketFile(), PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  @Order(9)
  void exec_hostKilledMeanwhile_failsAndSaysSo() throws Exception {
    Process running = launchServed("exec", "-t", "0", "println 'begun'; while (true) {}");
    assertThat(running.inputReader().readLine()).isEqualTo("[0] begun");

    Children.kill(host.pids().get(0));

    String errors = new String(running.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Children.awaitExit(running)).isEqualTo(1);
    assertThat(errors).startsWith("multiengine: the host was lost while it ran the command");
  }

  @Test
  @Order(10)
  void command_afterTheHostWasKilled_isRunByTheProcess() throws Exception {
    assertThat(socketFile()).exists();
    assertThat(served("list").err()).contains("NoClassDefFoundError");
    assertThat(ordinary("list").out()).contains("ended");
  }
}
