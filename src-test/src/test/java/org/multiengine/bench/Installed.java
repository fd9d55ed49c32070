package org.multiengine.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * The command {@code multiengine} as its users have it: the archive that the build has packed,
 * unpacked, with the class-data archive that {@code multiengine archive} writes. All it keeps is in
 * a folder of its own.
 */
final class Installed {

  private static final Path PACKED = Path.of("..", "magics", "target");
  private static final String ASKED = "mec.execute('a=5').size()\n";
  private static final String ANSWER = "Out[1]: " + Work.ENGINES;

  private final Path folder;

  private Installed(Path folder) {
    this.folder = folder;
  }

  /** Returns it, unpacked anew; nothing if the build has packed no archive. */
  static Optional<Installed> unpack() throws IOException, InterruptedException {
    if (!Files.isDirectory(PACKED)) {
      return Optional.empty();
    }
    Optional<Path> packed;
    try (Stream<Path> files = Files.list(PACKED)) {
      packed = files.filter(file -> file.toString().endsWith(".tar.gz")).findAny();
    }
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory(Files.createDirectories(Table.folder()), "installed");
    var installed = new Installed(folder.toAbsolutePath());
    String from = packed.get().toAbsolutePath().toString();
    installed.run(List.of("tar", "-xzf", from, "--strip-components=1"));
    installed.command("archive");
    return Optional.of(installed);
  }

  private void command(String... words) throws IOException, InterruptedException {
    run(Stream.concat(Stream.of(script()), Stream.of(words)).toList());
  }

  private String script() {
    return folder.resolve("bin").resolve("multiengine").toString();
  }

  /** Runs a program to its end. */
  private void run(List<String> command) throws IOException, InterruptedException {
    File said = folder.resolve("said.txt").toFile();
    ProcessBuilder builder = builder(command).redirectErrorStream(true);
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said)).start();
    process.outputWriter().close();
    if (process.waitFor() != 0) {
      throw new IOException(command + " has failed; see " + said);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("MULTIENGINE_HOME", folder.resolve("home").toString());
    return builder;
  }

  /** Starts a cluster of four processes; returns the nanoseconds until the command returns. */
  long startCluster() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    command("start", "-n", String.valueOf(Work.ENGINES), "--daemon");
    return System.nanoTime() - begin;
  }

  /**
   * Runs a command to its end; returns the nanoseconds that it took.
   *
   * @param options options of its JVM
   */
  long time(String options, String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = builder(Stream.concat(Stream.of(script()), Stream.of(words)).toList());
    builder.environment().put("JAVA_OPTS", options);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    long begin = System.nanoTime();
    if (builder.start().waitFor() != 0) {
      throw new IOException(List.of(words) + " has failed");
    }
    return System.nanoTime() - begin;
  }

  /** Ends that cluster. */
  void stopCluster() throws IOException, InterruptedException {
    command("stop");
  }

  /** Asks a console with four engines of its own; returns the nanoseconds until it has answered. */
  long embedded() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ProcessBuilder builder =
        builder(List.of(script(), "console", "--embedded", "-n", String.valueOf(Work.ENGINES)));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out = process.inputReader()) {
      process.outputWriter().write(ASKED);
      process.outputWriter().flush();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals(ANSWER)) {
          return System.nanoTime() - begin;
        }
      }
    } finally {
      process.outputWriter().close();
      process.waitFor();
    }
    throw new IOException("the console has not answered");
  }
}
