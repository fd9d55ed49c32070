package org.multiengine.client.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.error.KernelError;

final class InvitationTest {

  private static final ClusterFolder CLUSTER = new ClusterFolder("pods");
  private static final List<String> SEEDS = List.of("pod-0.test:25520", "pod-1.test:25520");

  private final Path folder;

  InvitationTest(@TempDir Path temporary) {
    this.folder = temporary.resolve("keys");
  }

  private static ConnectionData.Access access(Path file) {
    return requireNonNull(ConnectionData.read(file).access());
  }

  @Test
  void write_seedNodes_areInBothFiles() {
    Invitation written = Invitation.write(folder, CLUSTER, SEEDS);

    for (Path file : List.of(written.connectionFile(), written.clientFile())) {
      assertThat(ConnectionData.read(file).name()).isEqualTo("pods");
      assertThat(ConnectionData.read(file).seedNodes())
          .containsExactly(
              "akka://multiengine@pod-0.test:25520", "akka://multiengine@pod-1.test:25520");
    }
  }

  @Test
  void write_portForClients_isThatOfEachHostInBothFiles() {
    Invitation written = Invitation.write(folder, CLUSTER, SEEDS, 25_519);

    for (Path file : List.of(written.connectionFile(), written.clientFile())) {
      assertThat(ConnectionData.read(file).doors())
          .containsExactly("pod-0.test:25519", "pod-1.test:25519");
    }
  }

  @Test
  void write_anyPortForClients_namesNone() {
    Invitation written = Invitation.write(folder, CLUSTER, SEEDS);

    assertThat(ConnectionData.read(written.clientFile()).doors()).isEmpty();
  }

  @Test
  void connect_fileWithoutAPortForClients_saysHowToWriteIt() {
    Invitation written = Invitation.write(folder, CLUSTER, SEEDS);

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> MultiEngineClient.connect(written.clientFile()))
        .withMessageContaining("the cluster 'pods'")
        .withMessageContaining("multiengine keys --door-port PORT");
  }

  @Test
  void write_fileOfClients_hasNoAuthority() {
    Invitation written = Invitation.write(folder, CLUSTER, SEEDS);

    assertThat(access(written.connectionFile()).authority()).contains("PRIVATE KEY");
    assertThat(access(written.clientFile()).authority()).isNull();
  }

  @Test
  void write_again_keepsTheAuthorityAndRenewsTheClient() {
    ConnectionData.Access first = access(Invitation.write(folder, CLUSTER, SEEDS).connectionFile());

    ConnectionData.Access second =
        access(Invitation.write(folder, CLUSTER, SEEDS).connectionFile());

    assertThat(second.authority()).isEqualTo(first.authority());
    assertThat(second.client().key()).isNotEqualTo(first.client().key());
  }

  @Test
  void write_files_areForTheirOwnerAlone() throws IOException {
    Invitation written = Invitation.write(folder, CLUSTER, SEEDS);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written.clientFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void write_noOrWrongSeedNodes_isRefusedAndWritesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Invitation.write(folder, CLUSTER, List.of()))
        .withMessageContaining("at least one seed node");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Invitation.write(folder, CLUSTER, List.of("pod-0")))
        .withMessageContaining("a host and its port");
    assertThat(folder).doesNotExist();
  }
}
