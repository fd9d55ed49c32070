package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EngineCommandTest {

  @Test
  void collector_noneChosen_isTheSerialOne() {
    assertThat(EngineCommand.collector(List.of("-Xmx1g"))).containsExactly("-XX:+UseSerialGC");
  }

  @Test
  void collector_chosen_isLeftToTheUser() {
    assertThat(EngineCommand.collector(List.of("-Xmx1g", "-XX:+UseG1GC"))).isEmpty();
  }
}
