package org.multiengine.test.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.Targets;
import org.multiengine.test.support.Clusters;

/** Clusters whose engines have several languages. */
@Timeout(240)
final class MixedLanguagesTest {

  @BeforeAll
  static void requirePython() {
    Pythons.require();
  }

  @Test
  void processes_ofSeveralLanguages_workTogether() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("python", 1);
    numbers.put("groovy", 1);
    try (LocalCluster cluster = Clusters.processes(2).processes(numbers).start();
        MultiEngineClient client = cluster.connect()) {
      DirectView python = client.view(engineOf(client, "python"));
      DirectView groovy = client.view(engineOf(client, "groovy"));

      assertThat(client.languages()).containsExactly("groovy", "python");
      python.execute("a = {'k': [1, 2.5]}");
      Object value = Objects.requireNonNull(python.pull("a").get(0));
      groovy.push(Map.of("b", value));
      groovy.execute("c = b.k.sum() * 2d");
      assertThat(groovy.pull("c")).isEqualTo(List.of(7.0));
    }
  }

  private static Targets engineOf(MultiEngineClient client, String language) {
    return client.engines().stream()
        .filter(info -> info.language().equals(language))
        .map(info -> Targets.of(info.engine().value()))
        .findFirst()
        .orElseThrow();
  }
}
