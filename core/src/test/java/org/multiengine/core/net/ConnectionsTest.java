package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular about connections over TCP without TLS, and the errors of their methods. */
final class ConnectionsTest {

  private final Kinds kinds = new Kinds.Tcp();
  private final End end = new End();

  @AfterEach
  void close() throws Exception {
    kinds.close();
  }

  @Test
  void connect_nobodyListens_namesTheAddress() throws IOException {
    InetSocketAddress address;
    try (ServerSocketChannel bound = Kinds.bound()) {
      address = (InetSocketAddress) bound.getLocalAddress();
    }

    assertThatThrownBy(() -> kinds.here.connect(address, null, Kinds.PATIENCE, end))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot connect to 127.0.0.1:" + address.getPort() + ": Connection refused");
    assertThat(end.closed).isNotDone();
  }

  @Test
  void connect_unknownHost_namesIt() {
    var address = InetSocketAddress.createUnresolved("no.such.host", 1);

    assertThatThrownBy(() -> kinds.here.connect(address, null, Kinds.PATIENCE, end))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot connect to no.such.host:1: the host's name is not known");
  }

  @Test
  void connect_onTheReadingThread_throws() throws Exception {
    InetSocketAddress address = kinds.listen(null, new End());
    CompletableFuture<Connection> result = new CompletableFuture<>();

    kinds.here.execute(
        () -> {
          try {
            result.complete(kinds.here.connect(address, null, Kinds.PATIENCE, end));
          } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
          }
        });

    assertThatThrownBy(() -> result.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void connect_closedConnections_throws() throws Exception {
    InetSocketAddress address = kinds.listen(null, new End());
    kinds.connect(end, new End());
    kinds.here.close();
    end.reason();

    assertThatThrownBy(() -> kinds.here.connect(address, null, Kinds.PATIENCE, new End()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("this process has closed its connections");
  }

  @Test
  void listen_closedConnections_throws() throws Exception {
    kinds.connect(new End(), end);
    end.connection(); // the system connects before the server has accepted
    kinds.there.close();
    end.reason();

    assertThatThrownBy(() -> kinds.listen(null, new End()))
        .isInstanceOf(IOException.class)
        .hasMessage("this process has closed its connections");
  }

  @Test
  void close_server_refusesNewConnectionsAndKeepsOthers() throws Exception {
    Server server = kinds.there.listen(Kinds.bound(), null, end, Kinds.HANDSHAKES);
    var address = (InetSocketAddress) server.address();
    Connection connection = kinds.here.connect(address, null, Kinds.PATIENCE, new End());
    end.connection();

    server.close();
    kinds.awaitRounds();

    assertThatThrownBy(() -> kinds.here.connect(address, null, Kinds.PATIENCE, new End()))
        .isInstanceOf(IOException.class);
    connection.send(End.frame(1, 10));
    assertThat(end.next()).isEqualTo(End.bytes(1, 10));
  }
}
