package org.multiengine.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.client.internal.cluster.HostDoor;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

final class ClusterOptionsTest {

  private static Config configOf(ClusterOptionsBuilder builder) {
    return ClusterPlan.of(builder.build()).nodeConfig("10.0.0.1:4711");
  }

  @Test
  void build_defaults_areFourEnginesInThisJvmOnLoopback() {
    ClusterOptions options = ClusterOptions.builder().build();

    assertThat(options.engines().count()).isEqualTo(4);
    assertThat(options.engines().inProcesses()).isFalse();
    assertThat(options.network().bind()).isEqualTo("127.0.0.1");
    assertThat(options.settings()).isEmpty();
  }

  @Test
  void build_laterChangesOfTheBuilder_changeNothing() {
    ClusterOptionsBuilder builder = ClusterOptions.builder().setting("a", 1);
    ClusterOptions options = builder.build();

    builder.setting("a", 2).engines(7);

    assertThat(options.settings()).isEqualTo(Map.of("a", 1));
    assertThat(options.engines().count()).isEqualTo(4);
  }

  @Test
  void engines_fewerThanOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterOptions.builder().engines(0))
        .withMessage("a cluster has at least one engine: 0");
  }

  @Test
  void build_insecureAtAllAddresses_isRefused() {
    ClusterOptionsBuilder builder =
        ClusterOptions.builder().insecure().bind("0.0.0.0").advertise("10.0.0.1");

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("an insecure cluster binds to loopback only, not to 0.0.0.0");
  }

  @Test
  void build_connectionFileOfAClient_isRefused(@TempDir Path folder) {
    Invitation files =
        Invitation.write(folder, new ClusterFolder("pods"), List.of("10.0.0.1:25520"));

    assertThat(ClusterOptions.builder().join(files.connectionFile()).build()).isNotNull();
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> ClusterOptions.builder().join(files.clientFile()).build())
        .withMessageContaining("lets its holder be a client only");
  }

  @Test
  void seedNodes_withoutAPort_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterOptions.builder().seedNodes(List.of("10.0.0.1")))
        .withMessageContaining("a seed node is a host and its port");
  }

  @Test
  void setting_ofTheNode_hasPrecedence() {
    Config config =
        configOf(ClusterOptions.builder().setting("multiengine.client.max-pending", "3"));

    assertThat(config.getInt("multiengine.client.max-pending")).isEqualTo(3);
  }

  @Test
  void setting_ofTheNode_isPassedToEngineProcessesBeforeTheirOptions() {
    ClusterOptions options =
        ClusterOptions.builder()
            .processes(1)
            .setting("multiengine.call.cancel-grace", "200ms")
            .javaOptions("-Xmx1g")
            .build();

    assertThat(ClusterPlan.of(options).recipe().javaOptions())
        .containsSubsequence("-Dmultiengine.call.cancel-grace=200ms", "-Xmx1g");
  }

  @Test
  void metrics_address_enablesThem() {
    Config config =
        configOf(
                ClusterOptions.builder()
                    .metrics(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9095)))
            .getConfig("multiengine.host.metrics");

    assertThat(config.getBoolean("enabled")).isTrue();
    assertThat(config.getInt("port")).isEqualTo(9095);
  }

  @Test
  void nodeConfig_addressOfTheDoor_isARoleBesideTheOthers() {
    Config config = configOf(ClusterOptions.builder().processes(1));

    assertThat(config.getStringList("akka.cluster.roles"))
        .contains(NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.door("10.0.0.1:4711"));
  }

  @Test
  void openDoor_portOfTheSettings_isBound() {
    ClusterPlan any = ClusterPlan.of(ClusterOptions.builder().build());
    try (HostDoor door = any.openDoor()) {
      String address = door.address();
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      ClusterOptions same =
          ClusterOptions.builder().setting("multiengine.host.door.port", port).build();

      assertThat(address).isEqualTo("127.0.0.1:" + port);
      assertThatExceptionOfType(KernelError.class)
          .isThrownBy(() -> ClusterPlan.of(same).openDoor())
          .withMessageContaining("port " + port + " of 127.0.0.1 is in use");
    }
  }

  @Test
  void doorPorts_range_hasPrecedenceOverTheSetting() {
    ClusterOptionsBuilder builder =
        ClusterOptions.builder()
            .setting("multiengine.host.door.port", 4711)
            .doorPorts(PortRange.parse("4712-4713"));

    assertThat(configOf(builder).getString("multiengine.host.door.port")).isEqualTo("4712-4713");
  }

  @Test
  void plan_moreEnginesThanTheRegistryTakes_isRefused() {
    ClusterOptions options =
        ClusterOptions.builder().engines(3).setting("multiengine.registry.max-engines", 2).build();

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> ClusterPlan.of(options))
        .withMessageContaining("at most 2 engines, not 3");
  }
}
