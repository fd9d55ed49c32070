package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.Valid$;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionCheckTest {

  private static final Config OWN = NodeConfig.load();

  private static ConfigValidation check(Config other) {
    return new VersionCheck().check(other, OWN);
  }

  @Test
  void check_sameVersions_letsIn() {
    assertThat(check(OWN)).isEqualTo(Valid$.MODULE$);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multiengine", "protocol", "akka", "java"})
  void check_oneDiffers_refusesWithATable(String name) {
    Config other = OWN.withValue(Versions.key(name), ConfigValueFactory.fromAnyRef("0.0.9-other"));

    assertThat(check(other)).isInstanceOf(Invalid.class);
    assertThat(((Invalid) check(other)).errorMessages().head())
        .contains("here                  there")
        .containsPattern(name + " +\\S+ +0.0.9-other +<- differs")
        .satisfies(table -> assertThat(table.lines()).hasSize(6))
        .satisfies(table -> assertThat(table.split("<- differs", -1)).hasSize(2));
  }

  @Test
  void check_nodeThatSaysNothing_isRefused() {
    assertThat(check(ConfigFactory.empty())).isInstanceOf(Invalid.class);
  }

  @Test
  void own_version_isThatOfTheBuild() {
    assertThat(Versions.own().byName().get("multiengine")).matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
