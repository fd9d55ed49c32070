package org.multiengine.actors.internal.link.frame;

/**
 * A payload in its written form, as it waits and travels. It is written once, when it is added to
 * the link, so that the size of the written form counts in all limits.
 *
 * @param origin the payload, for its owner if the peer refuses it
 * @param bytes the written form
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WrittenPayload(LinkPayload origin, byte[] bytes) implements LinkMessage {

  @Override
  public long size() {
    return OVERHEAD_BYTES + (long) bytes.length;
  }
}
