package org.multiengine.core.dispatch;

import java.util.List;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;

/**
 * A call as a {@link CallDispatcher} sees it.
 *
 * @param <N> what identifies a node
 */
public interface DispatchedCall<N> {

  /** Returns the id of the call. */
  CallId id();

  /** Returns the position of the call in the order in which the controller received its calls. */
  long number();

  /** Returns the engines that the call goes to, in their order. */
  List<? extends DispatchTarget<N>> targets();

  /** Returns whether a failure of this call keeps the client's later requests. */
  boolean continueOnError();

  /**
   * Returns the number of the newest failure of the client on the engine at a place that was known
   * when the call was made; 0 if none was.
   */
  long failureSeen(int place);

  /** Returns the part of the call at a place. */
  default PartId part(int place) {
    return new PartId(id(), place);
  }
}
