package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;

final class QueueStatusTest {

  @Test
  void queue_sourceChanges_staysAsItWas() {
    var texts = new ArrayList<>(List.of("keys()"));
    var status = new QueueStatus(new EngineId(0), null, texts);

    texts.clear();

    assertThat(status.queue()).containsExactly("keys()");
  }
}
