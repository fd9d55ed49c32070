package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.net.socket.Reasons;

/**
 * Tests listeners that are replaced right after the connection, before the reading thread has begun
 * with it, as a door does that passes a connection on.
 */
final class EarlyListenerTest {

  private final Connections connections = new Connections("early", Kinds.PATIENT);
  private final End later = new End();
  private final CompletableFuture<Connection> accepted = new CompletableFuture<>();

  @BeforeEach
  void connect(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("socket");
    connections.listen(
        file,
        connection -> {
          accepted.complete(connection);
          return new End();
        },
        Kinds.MAX_UNCHECKED);
    CountDownLatch replaced = new CountDownLatch(1);
    connections.execute(() -> await(replaced));
    connections.connect(file, EarlyListenerTest::fail).listen(later);
    replaced.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fail(ByteBuffer frame) {
    throw new IllegalStateException("a frame for the former listener");
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void listen_rightAfterConnecting_receivesTheFirstFrame() throws Exception {
    accepted.get(1, TimeUnit.MINUTES).send(frame(1, 10));

    assertThat(later.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void listen_rightAfterConnecting_isNotifiedOfTheEnd() throws Exception {
    accepted.get(1, TimeUnit.MINUTES).close();

    assertThat(later.reason()).isEqualTo(Reasons.CLOSED_THERE);
  }
}
