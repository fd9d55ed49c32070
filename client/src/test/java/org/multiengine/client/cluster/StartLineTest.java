package org.multiengine.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.cluster.EngineStart;

final class StartLineTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final StartLine line =
      new StartLine(new PrintStream(shown, true, StandardCharsets.UTF_8));

  private List<String> lines() {
    return List.of(shown.toString(StandardCharsets.UTF_8).split("[\\r\\n]+"));
  }

  @Test
  void phases_processesStart_areShownBehindTheEngines() {
    line.phasesChanged(new StartPhases(2, 2, 1, 0));
    line.phasesChanged(new StartPhases(2, 2, 1, 1));
    line.engineStarted(1, 2);

    assertThat(lines())
        .containsExactly(
            "",
            "Starting 2 processes: 2 started, 1 joined, 0 ready",
            "Starting 2 processes: 2 started, 1 joined, 1 ready",
            "Starting engines: 1 of 2 (2 processes: 2 started, 1 joined, 1 ready)");
  }

  @Test
  void engines_inThisJvm_areShownAlone() {
    line.engineStarted(1, 2);
    line.engineStarted(2, 2);

    assertThat(lines()).containsExactly("", "Starting engines: 1 of 2", "Starting engines: 2 of 2");
    assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith("2 of 2" + System.lineSeparator());
  }

  @Test
  void reported_startOfAHost_reachesTheListener() {
    List<String> received = new ArrayList<>();
    StartListener listener =
        new StartListener() {
          @Override
          public void engineStarted(int started, int total) {
            received.add(started + " of " + total);
          }

          @Override
          public void phasesChanged(StartPhases phases) {
            received.add(phases.toString());
          }
        };
    EngineStart.Listener reported = StartPhases.reported(listener, 2);

    reported.phases(1, 1, 0, 0);
    reported.enginesReady(2);

    assertThat(received).containsExactly("1 process: 1 started, 0 joined, 0 ready", "2 of 2");
  }

  @Test
  void phasesChanged_listenerOfEnginesAlone_ignoresIt() {
    List<Integer> received = new ArrayList<>();
    StartListener listener = (started, total) -> received.add(started);

    listener.phasesChanged(new StartPhases(1, 1, 1, 1));

    assertThat(received).isEmpty();
  }
}
