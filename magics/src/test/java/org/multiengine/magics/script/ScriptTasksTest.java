package org.multiengine.magics.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/** The task interface, typed into a Groovy namespace with {@code mec} and {@code client} bound. */
final class ScriptTasksTest {

  private static LocalCluster cluster;

  private MultiEngineClient client;
  private Namespace namespace;

  @BeforeAll
  static void startCluster() {
    cluster = LocalCluster.start(4);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void bindClient() {
    client = cluster.connect();
    client.reset();
    namespace = Languages.named("groovy").createNamespace();
    namespace.put("mec", new ScriptClient(client));
    namespace.put("client", new ClientModule(file -> new ScriptClient(cluster.connect())));
    enter("tc = mec.tasks()", "lview = mec.balanced()");
  }

  @AfterEach
  void closeClient() {
    client.close();
    namespace.close();
  }

  private @Nullable Object enter(String... lines) {
    try {
      Object last = null;
      for (String line : lines) {
        last = namespace.evaluate(line, "In [1]").value();
      }
      return last;
    } catch (ScriptError e) {
      throw new IllegalStateException(e.errorMessage(), e);
    }
  }

  @Test
  void run_stringTaskWithNames_returnsItsResult() {
    assertThat(
            enter(
                "t = client.StringTask('b = a * 2', push: [a: 21], pull: 'b')",
                "r = tc.run(t, block: true)",
                "[r['b'], r.ns.get('b'), r.toString()]"))
        .isEqualTo(List.of(42, 42, "TaskResult[ID:0]:{'b': 42}"));
    assertThat(enter("tc.run(t)")).isEqualTo(1L);
    assertThat(enter("tc.barrier([1]); tc.get_task_result(1, block: true).keys"))
        .isEqualTo(List.of("b"));
  }

  @Test
  void run_mapTask_returnsItsValue() {
    assertThat(enter("tc.run(client.MapTask({ x -> 2 * x }, [10]), block: true)")).isEqualTo(20);
    assertThat(enter("tc.map({ it ** 2 }, 0..<4)")).isEqualTo(List.of(0, 1, 4, 9));
    assertThat(enter("tc.mapper(block: false).map({ it }, [5, 6])")).isEqualTo(List.of(1L, 2L));
    assertThat(enter("f = tc.parallel({ it + 1 }); f([1, 2])")).isEqualTo(List.of(2, 3));
  }

  @Test
  void queueStatus_inBothSpellings_returnsTheNumbers() {
    enter("tc.run(client.StringTask('a = 1'), block: true)");

    assertThat(enter("tc.queue_status().toString()"))
        .isEqualTo("{'scheduled': 0, 'pending': 0, 'succeeded': 1, 'failed': 0}");
    assertThat(enter("tc.queueStatus(verbose: true).succeeded()")).isEqualTo(List.of(0L));
    assertThat(enter("tc.clear()")).isEqualTo(1);
    assertThat(enter("tc.spin()")).isEqualTo(false);
  }

  @Test
  void run_otherTypes_areRefusedWithIPythonsTexts() {
    assertThatThrownBy(() -> enter("tc.run(17)"))
        .hasMessageContaining("task must be a Task object!");
    assertThatThrownBy(() -> enter("tc.abort('x')"))
        .hasMessageContaining("an integer task id expected: 'x'");
    assertThatThrownBy(() -> enter("tc.abort(500)")).hasMessageContaining("No task #500");
    assertThatThrownBy(() -> enter("client.StringTask(3)"))
        .hasMessageContaining("a task expression must be a string");
    assertThatThrownBy(() -> enter("tc.parallel(3)"))
        .hasMessageContaining("func must be a fuction or str");
    assertThatThrownBy(() -> enter("tc.runn(17)")).hasMessageContaining("did you mean run");
  }

  @Test
  void lview_closures_runOnEngines() {
    assertThat(enter("lview.submit({ a, b -> a * b }, 6, 7).get()")).isEqualTo(42);
    assertThat(enter("lview.submit({ -> 5 }, block: true)")).isEqualTo(5);
    assertThat(enter("lview.map({ it * it }, 1..4)")).isEqualTo(List.of(1, 4, 9, 16));
    assertThat(
            enter("lview.priority(5).execute('x = y + 1', push: [y: 2], pull: 'x', block: true)"))
        .hasToString("{x=3}");
    assertThat(enter("lview.stream({ it + 1 }, [1, 2, 3]).collect { it }"))
        .isEqualTo(List.of(2, 3, 4));
    assertThat(enter("mec.balanced([1, 2]).submit({ it.id() }, block: true)")).isIn(1, 2);
  }
}
