package org.multiengine.core.dispatch;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Carries out the instructions of a {@link CallDispatcher} in the order in which the dispatcher
 * gave them. Instructions that a performer adds while it carries out another one wait behind those
 * that are already here. Otherwise a later call could overtake an earlier one on an engine. Used by
 * one thread at a time.
 *
 * @param <N> what identifies a node
 */
public final class InstructionQueue<N> {

  private final Instruction.Performer<N> performer;
  private final Queue<Instruction<N>> waiting = new ArrayDeque<>();
  private boolean performing;

  /** Creates an empty queue. */
  public InstructionQueue(Instruction.Performer<N> performer) {
    this.performer = performer;
  }

  /** Carries out instructions, or adds them if the performer is carrying out another one. */
  public void perform(List<Instruction<N>> instructions) {
    waiting.addAll(instructions);
    if (performing) {
      return;
    }
    performing = true;
    try {
      for (var next = waiting.poll(); next != null; next = waiting.poll()) {
        next.accept(performer);
      }
    } finally {
      performing = false;
    }
  }
}
