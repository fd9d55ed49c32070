package org.multiengine.actors.internal.node.task;

/**
 * The part of an engine's state that its node reads without a message. The engine writes whether
 * direct calls hold it, and the node whether tasks wait. Either of them reads the other's value
 * after it has written its own, so that no task is left waiting while the engine is free.
 *
 * <p>Safe for use by several threads.
 */
public final class EngineLoad {

  private volatile boolean isDirect;
  private volatile boolean isWanted;

  /** Sets whether direct calls run or wait. */
  void direct(boolean holds) {
    if (isDirect != holds) {
      isDirect = holds;
    }
  }

  /** Returns whether direct calls run or wait. */
  boolean isDirect() {
    return isDirect;
  }

  /** Sets whether tasks wait at the node. */
  void want(boolean waits) {
    if (isWanted != waits) {
      isWanted = waits;
    }
  }

  /** Returns whether tasks wait at the node. */
  boolean isWanted() {
    return isWanted;
  }
}
