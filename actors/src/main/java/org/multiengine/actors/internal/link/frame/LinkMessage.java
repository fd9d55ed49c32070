package org.multiengine.actors.internal.link.frame;

/** The content of a frame: a message of the link itself, or a message that it carries. */
public sealed interface LinkMessage
    permits LinkControl, LinkPayload, WrittenPayload, UnreadablePayload {

  /** The bytes that a message is taken to need in addition to its texts and values. */
  int OVERHEAD_BYTES = 64;

  /** Returns about how many bytes the message holds. */
  default long size() {
    return OVERHEAD_BYTES;
  }
}
