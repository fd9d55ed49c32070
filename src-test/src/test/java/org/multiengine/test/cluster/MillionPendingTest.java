package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.test.support.Children;

/** Tests the heap that a client needs for a million waiting calls and their unread results. */
@Tag("long")
@Timeout(900)
final class MillionPendingTest {

  private static final long WAITING_BYTES = 1_000;
  private static final long UNREAD_BYTES = 1_500;

  /** The tables of maps, which do not shrink. */
  private static final long FORGOTTEN_BYTES = 100;

  @Test
  void pending_aMillionCalls_takeBoundedMemoryAndGiveItBack(@TempDir Path folder) throws Exception {
    ProcessBuilder program =
        Children.java(MillionPendingProgram.class.getName(), folder.resolve("gate").toString());
    program.command().add(1, "-Xmx4g");
    program.command().add(1, "-Dmultiengine.client.max-pending=" + MillionPendingProgram.MANY);
    Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();

    String line = process.inputReader().readLine();

    assertThat(line).as("waiting, unread, forgotten").isNotNull();
    List<Long> bytes = Arrays.stream(line.split(" ", -1)).map(Long::valueOf).toList();
    System.out.println("bytes of heap a call: waiting, unread, forgotten: " + line);
    assertThat(bytes.get(0)).isLessThan(WAITING_BYTES);
    assertThat(bytes.get(1)).isLessThan(UNREAD_BYTES);
    assertThat(bytes.get(2)).isLessThan(FORGOTTEN_BYTES);
    assertThat(Children.awaitExit(process)).isZero();
  }
}
