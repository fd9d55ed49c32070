package org.multiengine.actors.internal.link.frame;

/**
 * A payload that has arrived and cannot be read.
 *
 * @param reason what is wrong with it
 * @param size its size in bytes
 */
public record UnreadablePayload(String reason, long size) implements LinkMessage {

  /** The maximum length of a reason. */
  private static final int MAX_REASON_CHARACTERS = 500;

  public UnreadablePayload {
    reason =
        reason.length() <= MAX_REASON_CHARACTERS
            ? reason
            : reason.substring(0, MAX_REASON_CHARACTERS) + "...";
  }
}
