package org.multiengine.core.dispatch;

import java.util.List;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Request;

/**
 * What a {@link CallDispatcher} wants done. Instructions are carried out in their order, by an
 * {@link InstructionQueue}.
 *
 * @param <N> what identifies a node
 */
public sealed interface Instruction<N> {

  /** Carries out the instruction by the method of a performer for its kind. */
  void accept(Performer<N> performer);

  /**
   * Carries out each kind of instruction.
   *
   * @param <N> what identifies a node
   */
  interface Performer<N> {

    /**
     * Sends a request. The performer reports the result to {@link CallDispatcher#sent} or {@link
     * CallDispatcher#refused} before it carries out the next instruction, and adds the returned
     * instructions to the queue.
     */
    void send(Send<N> send);

    /** Ends a part of a call with an error. */
    void fail(Fail<N> fail);
  }

  /**
   * Sends a request to a node, for engines of a call that the node holds.
   *
   * @param call the call
   * @param node the node
   * @param request the request
   * @param places the places of the engines among the targets of the call
   * @param clientClosed whether the client is closed, so that the node is to be notified of that
   *     again behind the request
   */
  record Send<N>(
      DispatchedCall<N> call, N node, Request request, List<Integer> places, boolean clientClosed)
      implements Instruction<N> {
    @Override
    public void accept(Performer<N> performer) {
      performer.send(this);
    }
  }

  /** Ends a part of a call with an error. */
  record Fail<N>(PartId part, KernelError error) implements Instruction<N> {
    @Override
    public void accept(Performer<N> performer) {
      performer.fail(this);
    }
  }
}
