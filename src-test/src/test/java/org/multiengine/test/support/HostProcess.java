package org.multiengine.test.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.magics.command.Main;

/** A host with its engine processes, started by {@code multiengine start} with its own home. */
public final class HostProcess implements AutoCloseable {

  private static final int START_SECONDS = 120;

  private final Path home;
  private final Process process;

  private HostProcess(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  /** Starts a host without waiting until it is ready. */
  public static HostProcess launch(Path home, String... options) throws IOException {
    return launch(home, List.of(), options);
  }

  /**
   * Starts a host with words before its command line, such as {@code ip netns exec name}, and with
   * options of its JVM, which begin with {@code -D}.
   */
  public static HostProcess launch(Path home, List<String> before, String... options)
      throws IOException {
    return launch(home, before, System.getProperty("java.class.path"), options);
  }

  /** Starts a host like {@link #launch}, whose processes do not have the classes of the tests. */
  public static HostProcess launchWithoutTests(Path home, List<String> before, String... options)
      throws IOException {
    return launch(home, before, ClassPaths.withoutTests(), options);
  }

  private static HostProcess launch(
      Path home, List<String> before, String classPath, String[] options) throws IOException {
    Files.createDirectories(home);
    Files.deleteIfExists(home.resolve("clusters/default/connection.json"));
    List<String> arguments = new ArrayList<>(List.of("start"));
    arguments.addAll(Arrays.asList(options));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--java-opts"))) {
      arguments.add("--java-opts=" + Clusters.QUICK);
    }
    ProcessBuilder program = Children.java(Main.class.getName(), arguments.toArray(String[]::new));
    List<String> command = program.command();
    command.set(command.indexOf("-cp") + 1, classPath);
    command.addAll(1, before.stream().filter(word -> word.startsWith("-D")).toList());
    command.addAll(0, before.stream().filter(word -> !word.startsWith("-D")).toList());
    program.environment().put("MULTIENGINE_HOME", home.toString());
    File console = home.resolve("console.txt").toFile();
    return new HostProcess(home, program.redirectErrorStream(true).redirectOutput(console).start());
  }

  /** Starts a host and waits until its engines take requests. */
  public static HostProcess start(Path home, String... options) throws IOException {
    HostProcess host = launch(home, options);
    host.awaitReady();
    return host;
  }

  public void awaitReady() {
    Awaitility.await()
        .atMost(START_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.exists(connectionFile()) || !process.isAlive());
    assertThat(process.isAlive()).as(() -> "the host has ended:\n" + output()).isTrue();
  }

  public Path connectionFile() {
    return home.resolve("clusters/default/connection.json");
  }

  public Path clientFile() {
    return home.resolve("clusters/default/client.json");
  }

  public ConnectionFile connection() {
    return ConnectionFile.read(connectionFile());
  }

  /** Returns the process ids of the host and of its engines. */
  public List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    pids.add(process.pid());
    process.descendants().forEach(child -> pids.add(child.pid()));
    return pids;
  }

  /** Returns the output and the log of the host. */
  public String output() {
    try {
      Path log = home.resolve("clusters/default/multiengine.log");
      return Files.readString(home.resolve("console.txt"))
          + (Files.exists(log) ? Files.readString(log) : "");
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Ends the host by force. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Ends the host in order, as Ctrl-C does; returns its exit status. */
  public int stop() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  public int awaitExit() throws InterruptedException {
    return Children.awaitExit(process);
  }

  /** Ends the host and its engine processes by force. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
