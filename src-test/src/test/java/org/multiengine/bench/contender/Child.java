package org.multiengine.bench.contender;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.multiengine.bench.table.Table;

/**
 * A program in a process of its own that says on its first line that it is ready, and ends when its
 * standard input does.
 */
public final class Child implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final String READY = "ready ";

  private final Process process;
  private final BufferedReader out;

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a program. What it writes to standard error goes to a file of the benchmarks. */
  static Child start(String log, List<String> command) throws IOException {
    File file = Files.createDirectories(Table.folder()).resolve(log + ".log").toFile();
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(file)).start());
  }

  /** Starts a class with this JVM's class path and the options that open the JDK to it. */
  public static Child java(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--"))
        .forEach(command::add);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    return start(main.getSimpleName(), command);
  }

  /** In the program: says that it is ready, with what the starter is to know. */
  public static void ready(Object known) {
    System.out.println(READY + known);
    System.out.flush();
  }

  /** In the program: waits until its starter has ended or closed it. */
  public static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // nothing is expected
    }
  }

  /** Waits until it is ready; returns what it says then. */
  public String awaitReady() {
    return answer(READY);
  }

  /** Returns the rest of the next line that begins with a word. */
  String answer(String word) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(word)) {
          return line.substring(word.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(
        "a child process has ended; see the logs in " + Table.folder().toAbsolutePath());
  }

  void tell(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
    process.outputWriter(StandardCharsets.UTF_8).flush();
  }

  /** Returns its process and those it has started. */
  public List<Long> pids() {
    List<Long> pids = new ArrayList<>(List.of(process.pid()));
    process.descendants().map(ProcessHandle::pid).forEach(pids::add);
    return pids;
  }

  @Override
  public void close() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
