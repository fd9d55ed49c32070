package org.multiengine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;

final class QueueStatusListTest {

  @Test
  void toString_noEngines_isTheTitle() {
    assertThat(list()).hasToString("<Queue Status List>\n");
  }

  @Test
  void toString_idleEngine_isPendingNone() {
    assertThat(list(status(3, null)))
        .hasToString("<Queue Status List>\nEngine: 3\n    Pending: 'None'\n");
  }

  @Test
  void toString_waitingRequests_haveALineEachInTheirOrder() {
    assertThat(list(status(0, "execute('a=1')", "pull('a', 'b')", "keys()"), status(1, "keys()")))
        .hasToString(
            """
            <Queue Status List>
            Engine: 0
                Pending: "execute('a=1')"
                Command: "pull('a', 'b')"
                Command: 'keys()'
            Engine: 1
                Pending: 'keys()'
            """);
  }

  @Test
  void toString_textOfSeveralLines_staysInOne() {
    assertThat(list(status(0, "execute('a = \"1\"\nb')")).toString())
        .endsWith("    Pending: 'execute(\\'a = \"1\"\\nb\\')'\n");
  }

  @Test
  void list_sourceChanges_staysAsItWas() {
    var source = new ArrayList<>(List.of(status(0, null)));
    var list = new QueueStatusList(source);

    source.clear();

    assertThat(list).containsExactly(status(0, null));
  }

  @Test
  void list_changed_refuses() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> list(status(0, null)).clear());
  }

  private static QueueStatusList list(QueueStatus... statuses) {
    return new QueueStatusList(List.of(statuses));
  }

  private static QueueStatus status(int engine, @Nullable String pending, String... waiting) {
    return new QueueStatus(new EngineId(engine), pending, List.of(waiting));
  }
}
