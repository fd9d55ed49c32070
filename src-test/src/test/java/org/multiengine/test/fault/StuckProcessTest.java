package org.multiengine.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.ResultList;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.PublishedCluster;

/** Tests an engine process that is stopped, and continued before it is declared down. */
@Tag("fault")
@Timeout(300)
final class StuckProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();

  private void await(EngineEvent.Kind kind) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> events.stream().anyMatch(event -> event.kind() == kind));
  }

  @Test
  void process_stoppedAndContinued_isShownAsStuckAndLosesNothing() throws Exception {
    try (LocalCluster cluster =
            Clusters.processes(2)
                .setting("akka.cluster.split-brain-resolver.stable-after", "2m")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      mec.engines(1).execute("a = 1");
      long pid = PublishedCluster.pidOf(mec, 1);
      cluster.onEngines(events::add);

      Children.signal("STOP", pid);
      PendingResult<ResultList> waiting = mec.engines(1).executeAsync("a += 1");
      await(EngineEvent.Kind.STUCK);

      assertThat(mec.ids()).containsExactly(0, 1);
      EngineInfo stuck = mec.engines().get(1);
      assertThat(stuck.state()).isEqualTo(EngineInfo.State.STUCK);
      assertThat(stuck.detail())
          .matches("its process has made no progress since \\d\\d:\\d\\d:\\d\\d; it is stopped");

      Children.signal("CONT", pid);
      await(EngineEvent.Kind.RESUMED);
      waiting.get(LIMIT);
      assertThat(mec.engines(1).pull("a").get(0)).isEqualTo(2);
      assertThat(events)
          .extracting(EngineEvent::kind)
          .containsExactly(EngineEvent.Kind.STUCK, EngineEvent.Kind.RESUMED);
    }
  }
}
