package org.multiengine.magics.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.error.KernelError;

final class EndOfHostTest {

  private final EndOfHost end = new EndOfHost();
  private final List<String> taken = new ArrayList<>();

  @Test
  void close_startedCluster_closesItAfterTheSteps() {
    LocalCluster cluster = end.started(() -> LocalCluster.start(1));
    end.run(() -> taken.add("step, closed: " + cluster.isClosed()));

    end.close();

    assertThat(taken).containsExactly("step, closed: false");
    assertThat(cluster.isClosed()).isTrue();
  }

  @Test
  void close_failedStart_takesTheStepsAlone() {
    assertThatThrownBy(
            () ->
                end.started(
                    () -> {
                      throw new KernelError("no port");
                    }))
        .hasMessage("no port");
    end.run(() -> taken.add("step"));

    end.close();

    assertThat(taken).containsExactly("step");
  }
}
