package org.multiengine.client.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.Targets;
import org.multiengine.core.function.RemoteFunction;

/** Values arrive as they were, whichever way they take. */
final class ValuesArriveTest {

  private static LocalCluster cluster;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.start(2);
    mec = cluster.connect();
  }

  @AfterAll
  static void stop() {
    mec.close();
    cluster.close();
  }

  /** Sends each sample on a way, and returns what is different by the name of the sample. */
  private static Map<String, String> differences(Function<Object, Object> way) {
    Map<String, String> differences = new TreeMap<>();
    ValueSamples.all()
        .forEach(
            (name, sample) -> {
              String difference;
              try {
                difference = ValueComparison.difference(sample, way.apply(sample));
              } catch (RuntimeException e) {
                difference = String.valueOf(e);
              }
              if (!difference.isEmpty()) {
                differences.put(name, difference);
              }
            });
    return differences;
  }

  private static List<Object> listOf(Object value) {
    List<Object> list = new ArrayList<>();
    list.add(value);
    list.add(value);
    return list;
  }

  @Test
  void samples_areMany() {
    assertThat(ValueSamples.all()).hasSizeGreaterThan(200);
  }

  @Test
  void argumentAndResult_arriveAsTheyWere() {
    assertThat(differences(value -> mec.map(x -> x, listOf(value)).get(1))).isEmpty();
  }

  @Test
  void captured_arrivesAsItWas() {
    assertThat(
            differences(
                value -> {
                  RemoteFunction<Integer, Object> captures = number -> value;
                  return mec.map(captures, List.of(1)).get(0);
                }))
        .isEmpty();
  }

  @Test
  void pushedAndPulled_arriveAsTheyWere() {
    assertThat(
            differences(
                value -> {
                  mec.view(Targets.of(0)).push(Map.of("x", value));
                  return mec.view(Targets.of(0)).pull("x").get(0);
                }))
        .isEmpty();
  }

  @Test
  void scatteredAndGathered_arriveAsTheyWere() {
    assertThat(
            differences(
                value -> {
                  mec.scatter("s", listOf(value));
                  return ((List<?>) mec.gather("s")).get(1);
                }))
        .isEmpty();
  }

  @Test
  void property_arrivesAsItWas() {
    assertThat(
            differences(
                value -> {
                  mec.view(Targets.of(0)).setProperties(Map.of("p", value));
                  return mec.view(Targets.of(0)).getProperties().get(0).get("p");
                }))
        .isEmpty();
  }

  @Test
  void nested_arrivesAsItWas() {
    assertThat(
            differences(
                value -> {
                  mec.view(Targets.of(0))
                      .push(Map.of("x", Map.of("in", new Object[] {listOf(value)})));
                  Map<?, ?> map = (Map<?, ?>) mec.view(Targets.of(0)).pull("x").get(0);
                  return ((List<?>) ((Object[]) map.get("in"))[0]).get(1);
                }))
        .isEmpty();
  }
}
