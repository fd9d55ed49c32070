package org.multiengine.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command {@code multiengine} as its users have it: the archive that the build has packed,
 * unpacked, with the class-data archive that {@code multiengine archive} writes. All it keeps is in
 * a folder of its own.
 */
final class Installed {

  private static final Path PACKED = Path.of("..", "magics", "target");
  private static final String ASKED = "mec.execute('a=5').size()";

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
    installed.run(List.of("tar", "-xzf", from, "--strip-components=1"), "");
    installed.command("archive");
    return Optional.of(installed);
  }

  private void command(String... words) throws IOException, InterruptedException {
    run(Stream.concat(Stream.of(script()), Stream.of(words)).toList(), "");
  }

  private String script() {
    return folder.resolve("bin").resolve("multiengine").toString();
  }

  /** Runs a program that reads a line. */
  private void run(List<String> command, String line) throws IOException, InterruptedException {
    File said = folder.resolve("said.txt").toFile();
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said));
    builder.environment().put("MULTIENGINE_HOME", folder.resolve("home").toString());
    Process process = builder.start();
    try (var in = process.outputWriter()) {
      in.write(line);
    }
    if (process.waitFor() != 0) {
      throw new IOException(command + " has failed; see " + said);
    }
  }

  /** Starts a cluster of four processes; returns the nanoseconds until the command returns. */
  long startCluster() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    command("start", "-n", String.valueOf(Work.ENGINES), "--daemon");
    return System.nanoTime() - begin;
  }

  /** Ends that cluster. */
  void stopCluster() throws IOException, InterruptedException {
    command("stop");
  }

  /** Has a console with four engines of its own answer a line and end; returns the nanoseconds. */
  long embedded() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    run(List.of(script(), "console", "--embedded", "-n", String.valueOf(Work.ENGINES)), ASKED);
    return System.nanoTime() - begin;
  }
}
