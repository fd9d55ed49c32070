package org.multiengine.actors.internal.link;

import org.multiengine.core.identity.CallId;

/** Receives the progress of large messages, in either direction. */
@FunctionalInterface
public interface TransferListener {

  /**
   * Reports bytes of values of a call that were sent or received.
   *
   * @param call the call
   * @param bytes how many bytes since the last report
   * @param announced how many more bytes are to follow, in addition to all announced before
   */
  void moved(CallId call, long bytes, long announced);
}
