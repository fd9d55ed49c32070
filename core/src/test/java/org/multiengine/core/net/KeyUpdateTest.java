package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections over which more is sent than one key may encrypt. The JDK reads the limit once a
 * process, so the connections live in a process of their own.
 */
final class KeyUpdateTest {

  private static final int FRAMES = 200;
  private static final int FRAME_BYTES = 100_000;

  @Test
  void send_moreThanAKeyMayEncrypt_arrivesWithNewKeys(@TempDir Path folder) throws Exception {
    Path security = folder.resolve("security");
    Files.writeString(security, "jdk.tls.keyLimits=AES/GCM/NoPadding KeyUpdate 2^20\n");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.properties=" + security,
                "-Djavax.net.debug=ssl,handshake",
                "-cp",
                System.getProperty("java.class.path"),
                Traffic.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    int status = process.waitFor();

    List<String> lines = Files.readAllLines(output);
    assertThat(status).as(() -> String.join("\n", lines)).isZero();
    assertThat(lines).anyMatch(line -> line.contains("Consuming KeyUpdate"));
    assertThat(lines).anyMatch(line -> line.contains("Produced KeyUpdate"));
  }

  /** The process: sends frames both ways at once and exits with 0 if all arrive. */
  static final class Traffic {

    private Traffic() {}

    public static void main(String[] args) throws Exception {
      Kinds kinds = new Kinds.Tls();
      End left = new End();
      End right = new End();
      Connection connection = kinds.connect(left, right);
      Connection other = right.connection();

      CompletableFuture<Void> back = CompletableFuture.runAsync(() -> send(other));
      send(connection);
      back.join();

      System.exit(arrives(right) && arrives(left) ? 0 : 1);
    }

    private static void send(Connection connection) {
      for (int number = 0; number < FRAMES; number++) {
        connection.send(End.frame(number, FRAME_BYTES));
      }
    }

    private static boolean arrives(End end) throws InterruptedException {
      for (int number = 0; number < FRAMES; number++) {
        if (!Arrays.equals(end.next(), End.bytes(number, FRAME_BYTES))) {
          return false;
        }
      }
      return true;
    }
  }
}
