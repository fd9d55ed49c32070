package org.multiengine.test.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.EngineInfo;
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
      Map<String, Targets> byLanguage = new TreeMap<>();
      for (EngineInfo info : client.engines()) {
        byLanguage.put(info.language(), Targets.of(info.engine().value()));
      }

      assertThat(byLanguage).containsOnlyKeys("groovy", "python");
      assertThat(client.languages()).containsExactly("groovy", "python");
      client.view(byLanguage.get("python")).execute("a = {'k': [1, 2.5]}");
      Object value = client.view(byLanguage.get("python")).pull("a").get(0);
      client.view(byLanguage.get("groovy")).push(Map.of("b", value));
      client.view(byLanguage.get("groovy")).execute("c = b.k.sum() * 2d");
      assertThat(client.view(byLanguage.get("groovy")).pull("c")).isEqualTo(List.of(7.0));
    }
  }
}
