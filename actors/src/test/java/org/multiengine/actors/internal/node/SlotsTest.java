package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.identity.EngineId;

final class SlotsTest {

  private static final EngineId ID = new EngineId(12);

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "3f2a-7", "akka://shop@10.0.0.1:25520"})
  void entityId_anySlot_tellsSlotAndEngine(String slot) {
    for (String entity : new String[] {Slots.entityId(slot, ID), Slots.entityId(slot, ID, 2)}) {
      assertThat(new Slots().shardId(entity)).isEqualTo(slot);
      assertThat(Slots.engineId(entity)).isEqualTo(ID);
    }
  }
}
