package org.multiengine.test.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.HostProcess;

/**
 * Tests on which paths a client of the same machine reaches engine processes, as Linux lists them,
 * and which files the paths leave.
 */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
final class DoorPathsTest {

  private static final String FOLDER = "multiengine.link.local-socket.folder";
  private static final String MEMORY = "multiengine.link.shared-memory.folder";
  private static final int ENGINES = 2;

  /** A host that runs commands has a socket and connections of its own for them. */
  private static final String NO_COMMANDS = "-Dmultiengine.command.enabled=off";

  /** The state of a connection that is open, in the system's lists of sockets. */
  private static final String OPEN_UNIX = "03";

  private final Path home;
  private final Path sockets;
  private final Path memory;

  DoorPathsTest(@TempDir Path temporary) {
    this.home = temporary.resolve("home");
    this.sockets = temporary.resolve("sockets");
    this.memory = temporary.resolve("memory");
  }

  @BeforeEach
  void createFolders() throws IOException {
    Files.createDirectory(sockets);
    Files.createDirectory(memory);
  }

  @Test
  void client_sameMachine_usesASocketOfEachProcessAndNoTcp() throws Exception {
    try (HostProcess host = host("first")) {
      Process client = client(host, sockets.toString());
      try {
        awaitReady(client);

        assertThat(tcpPeers(client.pid())).isEmpty();
        for (long engine : host.pids().subList(1, 1 + ENGINES)) {
          assertThat(acceptedUnix(engine)).as("connections of process " + engine).isEqualTo(1);
        }
      } finally {
        end(client);
      }
      assertThat(memory).isEmptyDirectory();
    }
  }

  @Test
  void client_withoutTheFolder_usesTheDoorsPortAlone() throws Exception {
    try (HostProcess host = host("first")) {
      Process client = client(host, "");
      try {
        awaitReady(client);

        String door = ConnectionData.read(host.clientFile()).doors().get(0);
        int port = Integer.parseInt(door.substring(door.lastIndexOf(':') + 1));
        assertThat(tcpPeers(client.pid())).hasSize(1 + ENGINES).containsOnly(port);
      } finally {
        end(client);
      }
    }
  }

  @Test
  void cluster_closed_leavesNoFiles() {
    try (LocalCluster cluster =
            Clusters.processes(ENGINES, property(FOLDER, sockets), property(MEMORY, memory))
                .setting(FOLDER, sockets.toString())
                .setting(MEMORY, memory.toString())
                .start();
        MultiEngineClient mec = cluster.connect()) {
      LargeValuesProgram.exchange(mec);
      assertThat(sockets).isNotEmptyDirectory();
    }

    assertThat(sockets).isEmptyDirectory();
    assertThat(memory).isEmptyDirectory();
  }

  @Test
  void host_killed_leavesFilesUntilAnotherStarts() throws Exception {
    List<Long> killed;
    try (HostProcess host = host("first")) {
      killed = host.pids();
      host.kill();
      Children.awaitGone(killed);
    }
    Path left = onlyFolder();
    Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH)); // new ones are left alone

    try (HostProcess another = host("second")) {
      assertThat(left).doesNotExist();
      assertThat(onlyFolder().resolve("host")).exists();
      int status = another.stop();
      assertThat(filesIn(sockets)).as("exit status %s: %s", status, another.output()).isEmpty();
    }

    assertThat(memory).isEmptyDirectory();
  }

  private HostProcess host(String name) throws IOException {
    HostProcess host =
        HostProcess.launch(
            home.resolve(name),
            List.of(property(FOLDER, sockets), property(MEMORY, memory), NO_COMMANDS),
            "-n",
            Integer.toString(ENGINES),
            "--java-opts",
            Clusters.QUICK + " " + property(MEMORY, memory));
    host.awaitReady();
    return host;
  }

  private Process client(HostProcess host, String folder) throws IOException {
    ProcessBuilder program =
        Children.java(LargeValuesProgram.class.getName(), host.clientFile().toString());
    program.command().add(1, "-D" + FOLDER + "=" + folder);
    program.command().add(1, property(MEMORY, memory));
    return program.redirectErrorStream(true).start();
  }

  private static String property(String setting, Path folder) {
    return "-D" + setting + "=" + folder;
  }

  /** Waits until the client has exchanged values with each engine. */
  private static void awaitReady(Process client) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).isEqualTo(LargeValuesProgram.READY);
  }

  private static void end(Process client) throws Exception {
    client.getOutputStream().close();
    Children.awaitExit(client);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder).skip(1)) {
      return files.toList();
    }
  }

  private Path onlyFolder() throws IOException {
    try (Stream<Path> folders = Files.list(sockets)) {
      List<Path> all = folders.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** Returns the ports to which a process has TCP connections, or at which it listens. */
  private static List<Integer> tcpPeers(long pid) throws IOException {
    Set<String> open = openSockets(pid);
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> rows(Path.of("/proc/" + pid + "/net/" + table)))
        .filter(row -> row.length > 9 && open.contains("socket:[" + row[9] + "]"))
        .map(row -> Integer.parseInt(row[2].substring(row[2].indexOf(':') + 1), 16))
        .toList();
  }

  /** Returns how many connections at a socket of the folder a process has accepted. */
  private long acceptedUnix(long pid) throws IOException {
    Set<String> open = openSockets(pid);
    return rows(Path.of("/proc/net/unix"))
        .filter(row -> row.length > 7 && row[7].startsWith(sockets.toString()))
        .filter(row -> row[5].equals(OPEN_UNIX) && open.contains("socket:[" + row[6] + "]"))
        .count();
  }

  private static Stream<String[]> rows(Path table) {
    try {
      return Files.readAllLines(table).stream().map(line -> line.strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> openSockets(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return files.map(DoorPathsTest::target).collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return ""; // meanwhile
    }
  }
}
