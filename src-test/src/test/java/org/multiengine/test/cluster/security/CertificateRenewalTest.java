package org.multiengine.test.cluster.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.door.client.DoorClient;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.ClusterConnection;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.HostProcess;

/** Tests certificates that expire after seconds and are renewed while the cluster runs. */
@Tag("fault")
@Tag("long")
@Timeout(240)
final class CertificateRenewalTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void cluster_olderThanItsFirstCertificates_takesNewClientsAndNotTheirOldOnes(@TempDir Path folder)
      throws Exception {
    try (HostProcess host = start(folder)) {
      Credentials first = ofClient(host);
      connect(host, first);
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> Instant.now().isAfter(first.expires().plusSeconds(2)));

      try (MultiEngineClient late = MultiEngineClient.connect(host.connectionFile())) {
        assertThat(late.execute("a = 1")).hasSize(1);
      }
      assertThat(ofClient(host).expires()).isAfter(Instant.now());
      assertThatExceptionOfType(KernelError.class).isThrownBy(() -> connect(host, first));
    }
  }

  /** Connects to the door over TCP, because clients at a local socket present no certificate. */
  private static void connect(HostProcess host, Credentials credentials) {
    Config config =
        ConfigFactory.parseString(
                "multiengine { link.local-socket.folder = \"\", client.join-limit = 4s }")
            .withFallback(NodeConfig.load());
    List<String> doors = ConnectionData.read(host.clientFile()).doors();
    var target = new DoorClient.Target("old", doors, () -> credentials, () -> false);
    var destination =
        new ClusterConnection.Destination(credentials, target, config, reason -> reason);
    ClusterConnection.open(destination).close();
  }

  private static HostProcess start(Path folder) throws Exception {
    HostProcess host =
        HostProcess.launch(
            folder, List.of("-Dmultiengine.security.certificate-validity=12s"), "-n", "1");
    host.awaitReady();
    return host;
  }

  private static Credentials ofClient(HostProcess host) {
    return requireNonNull(ConnectionData.read(host.clientFile()).access()).client();
  }
}
