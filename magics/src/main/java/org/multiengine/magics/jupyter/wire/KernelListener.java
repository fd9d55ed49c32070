package org.multiengine.magics.jupyter.wire;

/** A receiver of the messages of front ends. */
@FunctionalInterface
public interface KernelListener {

  /**
   * Receives a message. Called by the thread of the sockets, for one message after the other. The
   * method must return soon, and must not send messages itself.
   */
  void received(Channel channel, Message message);
}
