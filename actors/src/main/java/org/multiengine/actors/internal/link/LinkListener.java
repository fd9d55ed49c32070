package org.multiengine.actors.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * Receives what happens to the payloads of a link, on behalf of the owner of this end.
 *
 * @param <M> the payloads
 */
public interface LinkListener<M> extends TransferListener {

  /**
   * Reports that the peer has refused a payload, because it cannot be read there.
   *
   * @param payload the payload that was sent
   * @param reason what is wrong with it
   */
  void refused(M payload, String reason);

  /**
   * Decides whether a large payload is taken. The values of one that is dropped are not kept, and
   * the payload is never delivered.
   *
   * @param head the payload with empty values in place of the large ones; null if its head is so
   *     large that it arrives in parts, too
   * @param bytes the size of what is to arrive
   */
  default Admission admit(@Nullable M head, long bytes) {
    return Admission.GRANTED;
  }
}
