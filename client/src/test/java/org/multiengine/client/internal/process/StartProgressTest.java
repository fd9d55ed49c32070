package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StartProgressTest {

  private static StartProgress at(long seconds, int ready, Map<String, Long> starting) {
    return new StartProgress(ready, new TreeMap<>(starting), seconds * 1_000_000_000L);
  }

  @Test
  void isFurtherThan_anotherEngineIsReady_is() {
    assertThat(at(9, 2, Map.of()).isFurtherThan(at(0, 1, Map.of()))).isTrue();
  }

  @Test
  void isFurtherThan_aProcessHasJoined_is() {
    StartProgress before = at(0, 0, Map.of("a", 3L, "b", 3L));

    assertThat(at(9, 0, Map.of("a", 3L)).isFurtherThan(before)).isTrue();
  }

  @Test
  void isFurtherThan_processesUseATenthOfAProcessor_is() {
    StartProgress before = at(0, 0, Map.of("a", 3L, "b", 3L));

    assertThat(at(10, 0, Map.of("a", 4L, "b", 3L)).isFurtherThan(before)).isTrue();
    assertThat(at(11, 0, Map.of("a", 4L, "b", 3L)).isFurtherThan(before)).isFalse();
  }

  @Test
  void isFurtherThan_nothingHasChanged_isNot() {
    StartProgress before = at(0, 0, Map.of("a", 3L));

    assertThat(at(0, 0, Map.of("a", 3L)).isFurtherThan(before)).isFalse();
    assertThat(at(500, 0, Map.of("a", 3L)).isFurtherThan(before)).isFalse();
  }

  @Test
  void describe_processesThatHaveNotJoined_namesThem() {
    assertThat(at(0, 0, Map.of("a", 3L)).describe())
        .isEqualTo(
            "\n    slot a: its process has not joined the cluster after 3 s of processor time");
    assertThat(at(0, 0, Map.of()).describe()).isEmpty();
  }
}
