package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.join.PortRange;

final class HostAddressTest {

  private static HostAddress of(String bind, String advertise) {
    return HostAddress.of(bind, advertise, PortRange.ANY, PortRange.ANY);
  }

  private static HostAddress of(String bind) {
    return HostAddress.of(bind, null, PortRange.ANY, PortRange.ANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "127.255.255.254", "localhost"})
  void of_loopback_isTaken(String address) {
    assertThat(of(address).isLoopback()).isTrue();
    assertThat(of(address).advertised()).startsWith("127.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "::1", "no-such-host.invalid", ""})
  void of_addressOfNoneOfThisMachine_isRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(address))
        .withMessageStartingWith("cannot bind to " + address);
  }

  @Test
  void of_allAddresses_asksForOneToReachItAt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("0.0.0.0"))
        .withMessageContaining("--advertise");
  }

  @Test
  void in_bindAndAdvertise_areBothConfigured() {
    Config config = of("0.0.0.0", "alpha.test").in(ConfigFactory.empty());

    assertThat(config.getString("akka.remote.artery.canonical.hostname")).isEqualTo("alpha.test");
    assertThat(config.getString("akka.remote.artery.bind.hostname")).isEqualTo("0.0.0.0");
    assertThat(config.getInt("akka.remote.artery.canonical.port")).isZero();
  }
}
