package org.multiengine.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Two processes' connections, and the kinds of connections between them. */
abstract class Kinds {

  static final Duration PATIENCE = Duration.ofMinutes(1);
  static final Connections.Limits PATIENT =
      new Connections.Limits(Duration.ofMinutes(1), Duration.ofMinutes(10), 1L << 30);
  static final Connections.Handshakes HANDSHAKES =
      new Connections.Handshakes(Duration.ofMinutes(1), 100);

  static final int MAX_UNCHECKED = 100;

  final Connections here = new Connections("here", PATIENT);
  final Connections there = new Connections("there", PATIENT);

  /** Connects two ends; the second one listens. */
  abstract Connection connect(Listener from, Acceptor to) throws Exception;

  /** Connects a peer that is not bound to the format of frames. */
  abstract RawPeer connectRaw(Acceptor to) throws Exception;

  void close() throws Exception {
    here.close();
    there.close();
  }

  /** Returns a channel bound to a free port of this machine. */
  static ServerSocketChannel bound() throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Listens at a free port of this machine. */
  InetSocketAddress listen(@Nullable Supplier<SSLEngine> tls, Acceptor acceptor)
      throws IOException {
    Server server = there.listen(bound(), tls, acceptor, HANDSHAKES);
    return (InetSocketAddress) server.address();
  }

  /** Waits until both reading threads have done what they had to do. */
  void awaitRounds() throws InterruptedException {
    for (int time = 0; time < 4; time++) {
      await(here);
      await(there);
    }
  }

  private static void await(Connections connections) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    connections.execute(done::countDown);
    done.await();
  }

  static final class Unix extends Kinds {

    private final Path folder = folder();
    private final AtomicInteger number = new AtomicInteger();

    private static Path folder() {
      try {
        return Files.createTempDirectory("multiengine-test-");
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void close() throws Exception {
      super.close();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.delete(folder);
    }

    @Override
    Connection connect(Listener from, Acceptor to) throws Exception {
      Path file = folder.resolve("socket" + number.incrementAndGet());
      there.listen(file, to, MAX_UNCHECKED);
      return here.connect(file, from);
    }

    @Override
    RawPeer connectRaw(Acceptor to) throws Exception {
      Path file = folder.resolve("socket" + number.incrementAndGet());
      there.listen(file, to, MAX_UNCHECKED);
      return RawPeer.of(SocketChannel.open(UnixDomainSocketAddress.of(file)));
    }
  }

  static final class Tcp extends Kinds {

    @Override
    Connection connect(Listener from, Acceptor to) throws Exception {
      return here.connect(listen(null, to), null, PATIENCE, from);
    }

    @Override
    RawPeer connectRaw(Acceptor to) throws Exception {
      return RawPeer.of(SocketChannel.open(listen(null, to)));
    }
  }

  static final class Tls extends Kinds {

    private final SSLContext member = Certificates.context("member.p12");

    @Override
    Connection connect(Listener from, Acceptor to) throws Exception {
      InetSocketAddress address = listen(() -> Certificates.server(member), to);
      return here.connect(address, Certificates.client(member), PATIENCE, from);
    }

    @Override
    RawPeer connectRaw(Acceptor to) throws Exception {
      return RawPeer.ofTls(member, listen(() -> Certificates.server(member), to));
    }
  }
}
