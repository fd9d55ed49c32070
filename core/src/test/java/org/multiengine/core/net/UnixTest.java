package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.net.socket.UnixFiles;

/** The files of Unix domain sockets. */
final class UnixTest {

  private final Path folder;
  private final Path file;
  private final Connections here = new Connections("here", Kinds.PATIENT);
  private final Connections there = new Connections("there", Kinds.PATIENT);
  private final End left = new End();
  private final End right = new End();

  UnixTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("socket");
  }

  @BeforeEach
  void protect() throws IOException {
    allow("rwx------");
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private void allow(String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void listen_folderOthersMayEnter_throws() throws IOException {
    allow("rwxr-x---");

    assertThatThrownBy(() -> there.listen(file, right, Kinds.MAX_UNCHECKED))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " is not a folder of this user alone (mode 0700)");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void listen_noFolder_throws() {
    assertThatThrownBy(() -> there.listen(folder.resolve("none").resolve("socket"), right, 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void connect_folderOthersMayEnter_throws() throws IOException {
    there.listen(file, right, Kinds.MAX_UNCHECKED);
    allow("rwxrwxrwx");

    assertThatThrownBy(() -> here.connect(file, left))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " is not a folder of this user alone (mode 0700)");
  }

  @Test
  void connect_folderIsLink_throws(@TempDir Path elsewhere) throws IOException {
    there.listen(file, right, Kinds.MAX_UNCHECKED);
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);

    assertThatThrownBy(() -> here.connect(link.resolve("socket"), left))
        .hasMessageContaining("is not a folder of this user alone");
  }

  @Test
  void connect_processOfAnotherUser_throws() throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root"); // who alone can give files away
    there.listen(file, right, Kinds.MAX_UNCHECKED);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

      assertThatThrownBy(() -> UnixFiles.checkUser(channel, file))
          .hasMessage("the other process at " + file + " is of user root");
      assertThatThrownBy(() -> here.connect(file, left))
          .hasMessageContaining("is not a folder of this user alone");
    }
  }

  @Test
  void accept_slowCheckOfTheUser_doesNotStopOthers() throws Exception {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    BlockingQueue<Boolean> begun = new LinkedBlockingQueue<>();
    there.listen(
        file,
        right,
        1,
        channel -> {
          begun.add(true);
          await(mayGoOn);
        });
    End bystander = new End();
    there.listen(folder.resolve("other"), bystander, Kinds.MAX_UNCHECKED);
    here.connect(file, left).send(frame(1, 10));
    assertThat(begun.poll(60, TimeUnit.SECONDS)).isNotNull();

    here.connect(folder.resolve("other"), new End()).send(frame(2, 20));
    assertThat(bystander.next()).isEqualTo(bytes(2, 20));
    End further = new End();
    here.connect(file, further);
    assertThat(further.reason()).isEqualTo("the other end has closed the connection");
    assertThat(right.accepted).isNotDone();
    mayGoOn.countDown();

    assertThat(right.next()).isEqualTo(bytes(1, 10));
    End next = new End();
    here.connect(file, next).send(frame(3, 30));
    assertThat(right.next()).isEqualTo(bytes(3, 30));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void accept_userIsRefused_closesTheConnection() throws Exception {
    there.listen(
        file,
        right,
        1,
        channel -> {
          throw new IOException("of another user");
        });

    for (int time = 0; time < 3; time++) {
      End refused = new End();
      here.connect(file, refused);
      assertThat(refused.reason()).isEqualTo("the other end has closed the connection");
    }
    assertThat(right.accepted).isNotDone();
  }

  @Test
  void connect_onTheReadingThread_throws() throws Exception {
    there.listen(file, right, Kinds.MAX_UNCHECKED);
    var result = new CompletableFuture<Connection>();

    here.execute(
        () -> {
          try {
            result.complete(here.connect(file, left));
          } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
          }
        });

    assertThatThrownBy(() -> result.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void connect_nobodyListens_throws() {
    assertThatThrownBy(() -> here.connect(file, left))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot connect to " + file + ": ");
  }

  @Test
  void listen_staleSocket_isReplaced() throws Exception {
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(file)); // whose file stays
    }
    assertThat(Files.exists(file)).isTrue();

    there.listen(file, right, Kinds.MAX_UNCHECKED);
    here.connect(file, left).send(frame(1, 10));

    assertThat(right.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void listen_livingSocket_throwsAndTheOtherGoesOn() throws Exception {
    there.listen(file, right, Kinds.MAX_UNCHECKED);

    assertThatThrownBy(() -> here.listen(file, left, Kinds.MAX_UNCHECKED))
        .isInstanceOf(IOException.class)
        .hasMessage("another process listens on " + file);

    End end = new End();
    here.connect(file, end).send(frame(1, 10));
    assertThat(right.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void listen_otherFile_throwsAndKeepsIt() throws IOException {
    Files.writeString(file, "text");

    assertThatThrownBy(() -> there.listen(file, right, Kinds.MAX_UNCHECKED))
        .hasMessageContaining("is not a socket");
    assertThat(file).hasContent("text");
  }

  @Test
  void listen_pathTooLong_throws() {
    assertThatThrownBy(() -> there.listen(folder.resolve("x".repeat(120)), right, 1))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void close_server_removesTheFileAndKeepsConnections() throws Exception {
    Server server = there.listen(file, right, Kinds.MAX_UNCHECKED);
    Connection connection = here.connect(file, left);
    right.connection();

    server.close();

    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> here.connect(file, left)).isInstanceOf(IOException.class);
    connection.send(frame(1, 10));
    assertThat(right.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void close_connections_removesTheFile() throws IOException {
    there.listen(file, right, Kinds.MAX_UNCHECKED);

    there.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void peer_eachEnd_namesFileAndUser() throws Exception {
    there.listen(file, right, Kinds.MAX_UNCHECKED);
    Connection connection = here.connect(file, left);

    assertThat(connection.peer()).isEqualTo(file.toString());
    assertThat(right.connection().peer())
        .isEqualTo("user " + System.getProperty("user.name") + " at " + file);
    assertThat(connection.isUnix()).isTrue();
    assertThat(connection.session()).isNull();
  }
}
