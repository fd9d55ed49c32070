package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;

final class InstructionQueueTest {

  private final List<Integer> carriedOut = new ArrayList<>();
  private final InstructionQueue<String> queue = new InstructionQueue<>(new Performer());

  /** Adds a third part while the first is carried out, and breaks at the ninth. */
  private final class Performer implements Instruction.Performer<String> {

    @Override
    public void send(Instruction.Send<String> send) {
      throw new AssertionError("nothing is sent");
    }

    @Override
    public void fail(Instruction.Fail<String> fail) {
      int place = fail.part().place();
      if (place == 1) {
        queue.perform(List.of(part(3)));
      }
      if (place == 9) {
        throw new IllegalStateException("broken");
      }
      carriedOut.add(place);
    }
  }

  private static Instruction<String> part(int place) {
    return new Instruction.Fail<>(new PartId(new CallId("ann", 1), place), new KernelError("no"));
  }

  @Test
  void perform_instructionsAddedMeanwhile_waitBehindTheOthers() {
    queue.perform(List.of(part(1), part(2)));

    assertThat(carriedOut).containsExactly(1, 2, 3);
  }

  @Test
  void perform_performerBreaks_carriesOutTheOthersNextTime() {
    assertThatIllegalStateException().isThrownBy(() -> queue.perform(List.of(part(9), part(4))));

    queue.perform(List.of(part(5)));

    assertThat(carriedOut).containsExactly(4, 5);
  }
}
