package org.multiengine.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SignOfLifeTest {

  private final Path file;

  SignOfLifeTest(@TempDir Path temporary) throws IOException {
    this.file = Files.writeString(temporary.resolve("connection.json"), "{}");
  }

  @Test
  void isSeen_fileIsTouched_returnsTrue() throws Exception {
    ScheduledExecutorService host = Executors.newSingleThreadScheduledExecutor();
    var time = new AtomicLong();
    var unused =
        host.scheduleWithFixedDelay(
            () -> touch(FileTime.fromMillis(time.addAndGet(1_000))), 0, 1, TimeUnit.MILLISECONDS);

    assertThat(SignOfLife.isSeen(file, Duration.ofHours(1))).isTrue();
    host.shutdownNow();
  }

  private void touch(FileTime time) {
    try {
      Files.setLastModifiedTime(file, time);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isSeen_fileIsLeftAlone_returnsFalse() throws Exception {
    assertThat(SignOfLife.isSeen(file, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void isSeen_fileIsMissing_returnsFalse() throws Exception {
    Files.delete(file);

    assertThat(SignOfLife.isSeen(file, Duration.ofHours(1))).isFalse();
  }
}
