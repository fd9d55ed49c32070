package org.multiengine.magics.command.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.service.Program;

/**
 * Writes a class-data archive: a process runs a session, and the JVM of the process writes the
 * archive at its end. The archive gets its name when it is complete. One process at a time writes
 * it, which a lock ensures. The process ends with this one.
 *
 * <p>Safe for use by several threads.
 */
public final class ArchiveWriter {

  /** The main class of the start script, which uses this package. */
  private static final String LAUNCHER = "org.multiengine.magics.launcher.Launcher";

  /** How often a JVM that crashes is started: that of JDK 17 crashes now and then as it writes. */
  private static final int MAX_ATTEMPTS = 3;

  /** The smallest exit status that reports a signal. */
  private static final int MIN_SIGNAL_STATUS = 128;

  private final Path archive;
  private final List<String> prefix;
  private boolean ended;
  private @Nullable Process process;

  /**
   * Creates a writer.
   *
   * @param archive the path of the archive
   * @param prefix the words before the command line of the process
   */
  public ArchiveWriter(Path archive, List<String> prefix) {
    this.archive = archive;
    this.prefix = prefix;
  }

  /** Returns whether there is an archive, and not one of a program that was replaced since. */
  static boolean isCurrent(Path archive) throws IOException {
    Path program = programOf(archive);
    return Files.exists(archive)
        && (!Files.exists(program) || Files.readString(program).equals(Program.identity()));
  }

  /** Returns the file that identifies the program whose classes an archive has. */
  private static Path programOf(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".program");
  }

  /**
   * Writes the archive, in place of one that exists. Waits for another process that writes it.
   *
   * @throws KernelError if the process fails
   */
  public void write() throws IOException, InterruptedException {
    try (FileChannel file = lockFile();
        FileLock lock = file.lock()) {
      writeLocked(lock);
    }
  }

  /**
   * Writes the archive if there is none of this program and no other process writes it.
   *
   * @return whether it was written
   * @throws KernelError if the process fails
   */
  boolean writeIfNeeded() throws IOException, InterruptedException {
    try (FileChannel file = lockFile();
        FileLock lock = file.tryLock()) {
      if (lock == null || isCurrent(archive)) {
        return false;
      }
      writeLocked(lock);
      return true;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /** Returns the begin of the name of the folder in which this archive is written. */
  private String folderPrefix() {
    return "." + archive.getFileName() + "-";
  }

  private FileChannel lockFile() throws IOException {
    Files.createDirectories(archive.getParent());
    return FileChannel.open(
        archive.resolveSibling(archive.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private void writeLocked(FileLock lock) throws IOException, InterruptedException {
    removeLeftovers();
    Attempt attempt = attempt(lock);
    for (int count = 1; attempt.hasCrashed() && count < MAX_ATTEMPTS && !hasEnded(); count++) {
      attempt = attempt(lock);
    }
    if (!attempt.written()) {
      throw new KernelError("the archive could not be written:\n" + attempt.printed());
    }
  }

  /** The result of a process that writes the archive. */
  private record Attempt(boolean written, int status, String printed) {

    boolean hasCrashed() {
      return !written && status >= MIN_SIGNAL_STATUS;
    }
  }

  private Attempt attempt(FileLock lock) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(archive.getParent(), folderPrefix());
    Path aside = home.resolve("archive.jsa"); // the JVM writes no file that exists
    try {
      Process session = start(home, aside);
      String printed =
          new String(session.getInputStream().readAllBytes(), Charset.defaultCharset());
      int status = session.waitFor();
      boolean written = status == 0 && Files.exists(aside) && lock.isValid();
      if (written) {
        Files.move(aside, archive, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(programOf(archive), Program.identity());
      }
      return new Attempt(written, status, printed);
    } finally {
      delete(home);
    }
  }

  private synchronized Process start(Path home, Path aside) throws IOException {
    if (ended) {
      throw new KernelError("the archive is not written, because this process ends");
    }
    Process started = new ProcessBuilder(command(home, aside)).redirectErrorStream(true).start();
    process = started;
    return started;
  }

  /** Ends the process that writes the archive. */
  synchronized void end() {
    ended = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Returns whether {@link #end} was called. */
  synchronized boolean hasEnded() {
    return ended;
  }

  /** Removes what writers that were killed have left behind. */
  private void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(archive.getParent(), folderPrefix() + "*")) {
      for (Path folder : folders) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private List<String> command(Path home, Path aside) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:ArchiveClassesAtExit=" + aside);
    command.add("-XX:ErrorFile=" + home.resolve("crash.log"));
    command.add("-XX:+UseSerialGC");
    command.add("-Xlog:disable");
    command.add("-Dmultiengine.home=" + home);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LAUNCHER);
    command.addAll(List.of("archive", "--train"));
    return command;
  }
}
