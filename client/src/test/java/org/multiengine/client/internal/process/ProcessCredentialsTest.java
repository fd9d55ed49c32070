package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.internal.security.Credentials;

@Timeout(60)
final class ProcessCredentialsTest {

  private static final byte[] SCRIPT = {1, 2, 3};

  private Optional<Credentials> now = numbered(1);
  private final ProcessCredentials credentials = new ProcessCredentials(() -> now);

  private static Optional<Credentials> numbered(int number) {
    return Optional.of(new Credentials("authority", "certificate " + number, "key"));
  }

  /** A process that reads only as often as the test lets it. */
  private static final class Child implements ProcessCredentials.Receiver {

    private final Semaphore reads = new Semaphore(0);
    private final Semaphore writes = new Semaphore(0);
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    Child(int mayRead) {
      reads.release(mayRead);
    }

    @Override
    public String slot() {
      return "x-0";
    }

    @Override
    public void send(byte[] bytes) {
      writes.release();
      reads.acquireUninterruptibly();
      received.add(bytes);
    }

    Optional<Credentials> next() throws IOException, InterruptedException {
      return Optional.of(Credentials.readFrom(new ByteArrayInputStream(received.take())));
    }
  }

  private Child fed(int mayRead) throws Exception {
    Child child = new Child(2 + mayRead);
    credentials.started(child);
    credentials.feed(child, SCRIPT);
    assertThat(child.next().equals(now)).isTrue();
    assertThat(child.received.take()).isEqualTo(SCRIPT);
    child.writes.acquire(2);
    return child;
  }

  @Test
  void renew_sameCredentials_sendsNothing() throws Exception {
    Child child = fed(0);

    credentials.renew(List.of(child));

    assertThat(child.writes.availablePermits()).isZero();
  }

  @Test
  void renew_oneProcessDoesNotRead_othersReceiveTheNewOnes() throws Exception {
    Child stopped = fed(0);
    Child other = fed(1);
    now = numbered(2);

    credentials.renew(List.of(stopped, other));

    assertThat(other.next().equals(now)).isTrue();
    assertThat(stopped.received).isEmpty();
  }

  @Test
  void renew_processDidNotReadForLong_receivesOnlyTheNewest() throws Exception {
    Child stopped = fed(0);
    now = numbered(2);
    credentials.renew(List.of(stopped));
    stopped.writes.acquire();
    now = numbered(3);
    credentials.renew(List.of(stopped));
    now = numbered(4);
    credentials.renew(List.of(stopped));

    stopped.reads.release(3);

    assertThat(stopped.next().equals(numbered(2))).isTrue();
    assertThat(stopped.next().equals(numbered(4))).isTrue();
    assertThat(stopped.received).isEmpty();
  }

  @Test
  void renew_processIsBeingFed_receivesTheNewOnesBehindItsScript() throws Exception {
    Child child = new Child(1);
    credentials.started(child);
    Thread feeding = new Thread(() -> feed(child));
    feeding.start();
    child.writes.acquire(2);
    now = numbered(2);

    credentials.renew(List.of(child));
    child.reads.release(2);
    feeding.join();

    assertThat(child.next().equals(numbered(1))).isTrue();
    assertThat(child.received.take()).isEqualTo(SCRIPT);
    assertThat(child.next().equals(numbered(2))).isTrue();
  }

  private void feed(Child child) {
    try {
      credentials.feed(child, SCRIPT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
