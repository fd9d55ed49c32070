package org.multiengine.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.local.SharedSegment.Shape;

@Timeout(60)
final class SegmentLeftoversTest {

  private static final Shape SHAPE = new Shape(3, 1_000);
  private final Instant later = Instant.now().plus(Duration.ofDays(1));

  private final Path folder;

  SegmentLeftoversTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A program that creates a segment, says so, and ends by force. */
  static final class Killed {

    private Killed() {}

    /** Runs the program; its argument is the folder. */
    public static void main(String[] args) throws IOException {
      System.out.println(SharedSegment.create(Path.of(args[0]), SHAPE, Long.MAX_VALUE).file());
      var unused = System.in.read();
    }
  }

  private Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classPath, Killed.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Path left(String name) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(SharedSegment.OWNER_ONLY);
    return Files.createFile(folder.resolve(name), owner);
  }

  @Test
  void remove_ownerIsAliveAndKilledThen_removesItOnlyThen() throws Exception {
    Process owner = start();
    try {
      Path file = Path.of(owner.inputReader().readLine());

      SegmentLeftovers.remove(folder, later);
      assertThat(file).exists();

      owner.destroyForcibly();
      assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
      SegmentLeftovers.remove(folder, later);
      assertThat(file).doesNotExist();
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void remove_fileOfThisProcess_isKept() throws IOException {
    SharedSegment own = SharedSegment.create(folder, SHAPE, Long.MAX_VALUE);

    SegmentLeftovers.remove(folder, later);

    assertThat(own.file()).exists();
    own.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void remove_otherFiles_areKept() throws IOException {
    Path another = left("multiengine-1.text");
    Path readable = left("multiengine-2.segment");
    Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rw-r--r--"));

    SegmentLeftovers.remove(folder, later);

    assertThat(another).exists();
    assertThat(readable).exists();
  }

  @Test
  void create_firstInAFolder_removesWhatIsOldAndKeepsWhatIsNew() throws IOException {
    Path old = left("multiengine-1.segment");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    Path fresh = left("multiengine-2.segment");

    SharedSegment.create(folder, SHAPE, Long.MAX_VALUE).close();

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void remove_noFolder_doesNothing() {
    SegmentLeftovers.remove(folder.resolve("none"), later);

    assertThat(folder).isEmptyDirectory();
  }
}
