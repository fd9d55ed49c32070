package org.multiengine.magics.command.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.error.KernelError;

/** Tests the archive with shell scripts in place of the process that writes it. */
@Timeout(60)
final class BackgroundArchiveTest {

  private final Path folder;
  private final Path archive;

  BackgroundArchiveTest(@TempDir Path folder) {
    this.folder = folder;
    this.archive = folder.resolve("cache/classes.jsa");
  }

  /**
   * Returns a writer whose process is a script. Its arguments are the command line of the process;
   * {@code $aside} is the file that it has to write.
   */
  private ArchiveWriter writer(String script) throws IOException {
    Path file = folder.resolve("script.sh");
    Files.writeString(file, "#!/bin/sh\naside=${2#-XX:ArchiveClassesAtExit=}\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new ArchiveWriter(archive, List.of(file.toString()));
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(archive.getParent())) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void archive_missing_isWrittenAndNothingElseStays() throws IOException {
    new BackgroundArchive(archive, writer("echo classes > \"$aside\"")).run();

    assertThat(archive).hasContent("classes");
    assertThat(files()).containsExactly("classes.jsa", "classes.jsa.lock", "classes.jsa.program");
  }

  @Test
  void archive_thatExists_isKept() throws Exception {
    Files.createDirectories(archive.getParent());
    Files.writeString(archive, "old");

    assertThat(writer("echo new > \"$aside\"").writeIfNeeded()).isFalse();

    assertThat(archive).hasContent("old");
  }

  @Test
  void archive_ofAReplacedProgram_isReplaced() throws Exception {
    writer("echo old > \"$aside\"").write();
    Files.writeString(archive.resolveSibling("classes.jsa.program"), "another program");

    assertThat(BackgroundArchive.isNeeded(archive)).isTrue();
    assertThat(writer("echo new > \"$aside\"").writeIfNeeded()).isTrue();
    assertThat(archive).hasContent("new");
    assertThat(BackgroundArchive.isNeeded(archive)).isFalse();
  }

  @Test
  void archive_thatAnotherWriterWrites_isLeftToIt() throws Exception {
    ArchiveWriter writer = writer("echo new > \"$aside\"");
    Files.createDirectories(archive.getParent());
    try (var file =
            FileChannel.open(
                archive.resolveSibling("classes.jsa.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();

      assertThat(writer.writeIfNeeded()).isFalse();
    }

    assertThat(archive).doesNotExist();
  }

  @Test
  void process_failing_isNotedAndLeavesNoArchive() throws IOException {
    new BackgroundArchive(archive, writer("echo classes > \"$aside\"; exit 1")).run();

    assertThat(archive).doesNotExist();
    assertThat(BackgroundArchive.failureOf(archive)).exists();
    assertThat(files()).containsExactly("classes.jsa.failed", "classes.jsa.lock");
    assertThat(BackgroundArchive.isNeeded(archive)).isFalse();
  }

  @Test
  void write_processCrashes_isTriedAgain() throws Exception {
    Path crashed = folder.resolve("crashed");
    String script = "test -e '%s' || { touch '%s'; kill -SEGV $$; }; echo classes > \"$aside\"";

    writer(script.formatted(crashed, crashed)).write();

    assertThat(archive).hasContent("classes");
  }

  @Test
  void write_processAlwaysCrashes_failsAfterAFewAttempts() throws Exception {
    Path attempts = folder.resolve("attempts");
    ArchiveWriter writer = writer("echo attempt >> '" + attempts + "'; kill -SEGV $$");

    assertThatExceptionOfType(KernelError.class).isThrownBy(writer::write);

    assertThat(Files.readAllLines(attempts)).hasSize(3);
  }

  @Test
  void write_byHand_replacesAnArchiveAndReportsAFailure() throws Exception {
    writer("echo first > \"$aside\"").write();
    writer("echo second > \"$aside\"").write();
    assertThat(archive).hasContent("second");

    ArchiveWriter failing = writer("echo reason; exit 1");
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(failing::write)
        .withMessageContaining("could not be written")
        .withMessageContaining("reason");
    assertThat(archive).hasContent("second");
  }

  @Test
  void end_whileTheProcessRuns_endsItAndNotesNoFailure() throws Exception {
    Path begun = folder.resolve("begun");
    ArchiveWriter writer = writer("echo $$ > '" + begun + "'; exec sleep 600");
    var running = CompletableFuture.runAsync(new BackgroundArchive(archive, writer));
    Awaitility.await().until(() -> Files.exists(begun) && Files.size(begun) > 0);

    writer.end();

    running.get(30, TimeUnit.SECONDS);
    assertThat(files()).containsExactly("classes.jsa.lock");
  }

  @Test
  void leftovers_ofAKilledWriter_areRemoved() throws IOException {
    Path left = Files.createDirectories(archive.resolveSibling(".classes.jsa-123"));
    try (var file =
        FileChannel.open(
            left.resolve("archive.jsa"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(file.isOpen()).isTrue();
    }

    new BackgroundArchive(archive, writer("echo classes > \"$aside\"")).run();

    assertThat(left).doesNotExist();
    assertThat(archive).exists();
  }
}
