package org.multiengine.core.dispatch;

import org.multiengine.core.identity.EngineLife;

/**
 * An engine that a call goes to.
 *
 * @param <N> what identifies the node that holds the engine
 */
public interface DispatchTarget<N> {

  /** Returns the life of the engine. */
  EngineLife life();

  /** Returns the slot that holds the engine. An engine of another slot is another engine. */
  String slot();

  /** Returns the node that holds the engine. */
  N relay();

  /** Returns how the earlier life of the engine ended, in one line; empty if there was none. */
  String earlierEnd();
}
