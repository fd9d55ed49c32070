package org.multiengine.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalSocketsTest {

  private static final int LARGE = 1_000_000;

  private final Path folder;
  private final LocalSockets here = new LocalSockets("here");
  private final LocalSockets there = new LocalSockets("there");
  private final End left = new End();
  private final End right = new End();

  LocalSocketsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  /** Hears what comes to one end. */
  private static final class End implements LocalSockets.Listener {

    private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<LocalSocket> opened = new CompletableFuture<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile CountDownLatch mayGoOn = new CountDownLatch(0);

    @Override
    public void received(ByteBuffer frame) {
      byte[] bytes = new byte[frame.remaining()];
      frame.get(bytes);
      begun.countDown();
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      frames.add(bytes);
    }

    @Override
    public void opened(LocalSocket socket) {
      opened.complete(socket);
    }

    byte[] next() throws InterruptedException {
      byte[] frame = frames.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing has come");
      }
      return frame;
    }

    LocalSocket socket() throws Exception {
      return opened.get(30, TimeUnit.SECONDS);
    }
  }

  private LocalSocket connected() throws IOException {
    LocalSockets.Offer offer = there.offer(folder, right);
    return here.connect(folder, offer.file(), left);
  }

  @Test
  void send_bothWays_comesOutAtTheOtherEnd() throws Exception {
    LocalSocket socket = connected();

    socket.send(frame(1, 10));
    right.socket().send(frame(2, 20));

    assertThat(right.next()).isEqualTo(bytes(1, 10));
    assertThat(left.next()).isEqualTo(bytes(2, 20));
  }

  @Test
  void send_framesOfAllSizes_comeOutWholeAndInOrder() throws Exception {
    LocalSocket socket = connected();
    List<Integer> sizes = List.of(0, 1, 65_531, 65_532, 65_533, 3 * LARGE, 5, 200_000, 0, 7);

    for (int place = 0; place < sizes.size(); place++) {
      socket.send(frame(place, sizes.get(place)));
    }

    for (int place = 0; place < sizes.size(); place++) {
      assertThat(right.next()).isEqualTo(bytes(place, sizes.get(place)));
    }
  }

  @Test
  void send_otherEndDoesNotRead_returnsAndIsSentLater() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    right.mayGoOn = mayGoOn;
    LocalSocket socket = connected();
    socket.send(frame(0, 1));
    right.begun.await();

    for (int number = 1; number <= 20; number++) {
      socket.send(frame(number, LARGE)); // the test ends only if this returns
    }
    mayGoOn.countDown();

    assertThat(right.next()).isEqualTo(bytes(0, 1));
    for (int number = 1; number <= 20; number++) {
      assertThat(right.next()).isEqualTo(bytes(number, LARGE));
    }
  }

  @Test
  void send_severalThreads_framesStayWhole() throws Exception {
    LocalSocket socket = connected();
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      ByteBuffer frame = frame(number, 100_000);
      Thread thread =
          new Thread(
              () -> {
                for (int time = 0; time < 50; time++) {
                  socket.send(frame.duplicate());
                }
              });
      thread.start();
      threads.add(thread);
    }

    for (int time = 0; time < 4 * 50; time++) {
      byte[] frame = right.next();
      assertThat(frame).isEqualTo(bytes(frame[0], 100_000));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void send_tooLong_isRefused() throws Exception {
    LocalSocket socket = connected();
    ByteBuffer tooLong = ByteBuffer.allocate(LocalSockets.MAX_FRAME_BYTES + 1);

    assertThatThrownBy(() -> socket.send(tooLong)).isInstanceOf(IllegalArgumentException.class);
    socket.send(frame(1, 1));

    assertThat(right.next()).isEqualTo(bytes(1, 1));
  }

  @Test
  void connect_offer_leavesNoFile() throws Exception {
    connected();
    right.socket();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void offer_folder_isForTheUserOnly() throws IOException {
    Path own = there.offer(folder, right).file().resolveSibling("");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
  }

  @Test
  void offer_noFolder_throws() {
    assertThatThrownBy(() -> there.offer(folder.resolve("none"), right))
        .isInstanceOf(IOException.class);
  }

  @Test
  void offer_pathTooLong_throwsAndLeavesNoFile() throws IOException {
    Path deep = Files.createDirectory(folder.resolve("x".repeat(100)));

    assertThatThrownBy(() -> there.offer(deep, right)).isInstanceOf(IOException.class);

    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void connect_offerTakenBack_throws() throws IOException {
    LocalSockets.Offer offer = there.offer(folder, right);
    offer.close();

    assertThatThrownBy(() -> here.connect(folder, offer.file(), left))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void connect_fileElsewhere_throws(@TempDir Path elsewhere) throws IOException {
    LocalSockets.Offer offer = there.offer(elsewhere, right);

    assertThatThrownBy(() -> here.connect(folder, offer.file(), left))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a connection");
    offer.close();
  }

  @Test
  void connect_folderOthersMayEnter_throws() throws IOException {
    LocalSockets.Offer offer = there.offer(folder, right);
    Files.setPosixFilePermissions(
        offer.file().resolveSibling(""), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> here.connect(folder, offer.file(), left))
        .hasMessageContaining("is not a connection");
  }

  @Test
  void connect_secondTime_throws() throws Exception {
    LocalSockets.Offer offer = there.offer(folder, right);
    here.connect(folder, offer.file(), left);
    right.socket();

    assertThatThrownBy(() -> here.connect(folder, offer.file(), left))
        .isInstanceOf(IOException.class);
  }

  @Test
  void close_oneEnd_closesTheOther() throws Exception {
    LocalSocket socket = connected();
    LocalSocket other = right.socket();

    socket.close();

    await().until(() -> !other.isOpen());
    other.send(frame(1, 1)); // is not sent, and does no harm
    assertThat(socket.isOpen()).isFalse();
  }

  @Test
  void close_sockets_closesTheirConnectionsAndOffers() throws Exception {
    LocalSocket socket = connected();
    right.socket();
    there.offer(folder, new End());

    there.close();

    await().until(() -> !socket.isOpen());
    await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
  }

  @Test
  void received_listenerThrows_closesThatSocketAlone() throws Exception {
    assertClosesAlone(
        frame -> {
          throw new IllegalStateException("cannot be read");
        });
  }

  @Test
  void received_listenerHasAnError_closesThatSocketAlone() throws Exception {
    assertClosesAlone(
        frame -> {
          throw new StackOverflowError();
        });
  }

  private void assertClosesAlone(LocalSockets.Listener broken) throws Exception {
    LocalSocket other = connected();
    LocalSocket socket = here.connect(folder, there.offer(folder, broken).file(), left);

    socket.send(frame(1, 1));

    await().until(() -> !socket.isOpen());
    other.send(frame(2, 2));
    assertThat(right.next()).isEqualTo(bytes(2, 2));
  }

  @Test
  void opened_listenerHasAnError_closesTheConnection() throws Exception {
    LocalSockets.Listener broken =
        new LocalSockets.Listener() {
          @Override
          public void received(ByteBuffer frame) {
            throw new AssertionError("is not read");
          }

          @Override
          public void opened(LocalSocket socket) {
            throw new StackOverflowError();
          }
        };

    LocalSocket socket = here.connect(folder, there.offer(folder, broken).file(), left);

    await().until(() -> !socket.isOpen());
  }

  @Test
  void close_otherEndHasSentBefore_isReadToTheEnd() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    left.mayGoOn = mayGoOn;
    LocalSocket socket = connected();
    LocalSocket other = right.socket();
    other.send(frame(0, 1));
    left.begun.await();
    other.send(frame(1, 10));

    other.close();
    await()
        .until(
            () -> {
              socket.send(frame(2, 1));
              return !socket.isOpen();
            });
    mayGoOn.countDown();

    assertThat(left.next()).isEqualTo(bytes(0, 1));
    assertThat(left.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void received_lengthOutOfBounds_closesTheSocket() throws Exception {
    Path file = there.offer(folder, right).file();
    try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      LocalSocket socket = right.socket();

      raw.write(ByteBuffer.allocate(4).putInt(0, LocalSockets.MAX_FRAME_BYTES + 1));

      await().until(() -> !socket.isOpen());
    }
    assertThat(right.frames).isEmpty();
  }

  private static byte[] bytes(int first, int length) {
    byte[] bytes = new byte[length];
    for (int place = 0; place < length; place++) {
      bytes[place] = (byte) (first + 31 * place);
    }
    return bytes;
  }

  private static ByteBuffer frame(int first, int length) {
    return ByteBuffer.wrap(bytes(first, length));
  }
}
