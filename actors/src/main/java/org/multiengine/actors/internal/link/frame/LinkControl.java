package org.multiengine.actors.internal.link.frame;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.CallId;

/**
 * A message of the link itself. {@link FrameFormat} writes large messages and bundles; Jackson
 * writes the others.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
@JsonSubTypes({
  @JsonSubTypes.Type(value = LinkControl.SharedPart.class, name = "sharedPart"),
  @JsonSubTypes.Type(value = LinkControl.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = LinkControl.SegmentOffer.class, name = "segmentOffer"),
  @JsonSubTypes.Type(value = LinkControl.SegmentAnswer.class, name = "segmentAnswer"),
  @JsonSubTypes.Type(value = LinkControl.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = LinkControl.Ended.class, name = "ended"),
})
@JsonFormat(shape = JsonFormat.Shape.ARRAY) // names of fields took a third of the time to read
public sealed interface LinkControl extends LinkMessage {

  /** Calls the method of a handler for the kind of message. */
  void accept(Handler handler);

  /** Handles each kind of message. */
  interface Handler {

    /** Handles the begin of a large message. */
    void begin(Begin begin);

    /** Handles bytes of a value. */
    void part(Part part);

    /** Handles bytes of a value in shared memory. */
    void sharedPart(SharedPart part);

    /** Handles the end of a large message. */
    void end(End end);

    /** Handles the withdrawal of a large message. */
    void withdrawn(Withdrawn withdrawn);

    /** Handles an offer of shared memory. */
    void segmentOffer(SegmentOffer offer);

    /** Handles the answer to an offer of shared memory. */
    void segmentAnswer(SegmentAnswer answer);

    /** Handles the refusal of a payload. */
    void refused(Refused refused);

    /** Handles the end of the link. */
    void ended(Ended ended);
  }

  /**
   * Announces a message whose values are too large for one frame and follow it in parts.
   *
   * @param transfer the sender's number of the large message, the same in all its parts
   * @param call the call for which the progress counts; null for none
   * @param bytes how many bytes of values follow
   * @param head the message with empty values in place of those that follow; null if the message is
   *     too large even so, and its written form is the last of the values
   */
  record Begin(long transfer, @Nullable CallId call, long bytes, @Nullable LinkMessage head)
      implements LinkControl {
    @Override
    public long size() {
      return OVERHEAD_BYTES + (head == null ? 0 : head.size());
    }

    @Override
    public void accept(Handler handler) {
      handler.begin(this);
    }
  }

  /**
   * Describes how a value that comes in parts is cut into segments.
   *
   * @param bytes the length of the value
   * @param segment the length of its segments, except for the last
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Layout(long bytes, int segment) {}

  /** Carries the next bytes of a value. */
  record Part(long transfer, Layout layout, ByteBuffer bytes) implements LinkControl {
    @Override
    public long size() {
      return OVERHEAD_BYTES + (long) bytes.remaining();
    }

    @Override
    public void accept(Handler handler) {
      handler.part(this);
    }
  }

  /**
   * Announces the next bytes of a value, which stand in shared memory.
   *
   * @param slot the slot of the segment
   * @param length the number of bytes in the slot
   */
  record SharedPart(long transfer, Layout layout, int slot, int length) implements LinkControl {
    @Override
    public long size() {
      return OVERHEAD_BYTES + (long) length;
    }

    @Override
    public void accept(Handler handler) {
      handler.sharedPart(this);
    }
  }

  /**
   * Ends a large message, all values of which have been sent.
   *
   * @param origin the message, at the sender only
   */
  record End(long transfer, @Nullable LinkPayload origin) implements LinkControl {
    @Override
    public void accept(Handler handler) {
      handler.end(this);
    }
  }

  /** Withdraws a large message. The receiver drops the values that have come. */
  record Withdrawn(long transfer) implements LinkControl {
    @Override
    public void accept(Handler handler) {
      handler.withdrawn(this);
    }
  }

  /** Offers a segment of memory that the peer may be able to open. */
  record SegmentOffer(String file, int slots, int slotBytes) implements LinkControl {
    @Override
    public void accept(Handler handler) {
      handler.segmentOffer(this);
    }
  }

  /** Answers whether the peer has opened the segment. */
  record SegmentAnswer(boolean open) implements LinkControl {
    @Override
    public void accept(Handler handler) {
      handler.segmentAnswer(this);
    }
  }

  /**
   * Reports that a payload cannot be read. The payloads around it are not affected.
   *
   * @param sequence the number of its message
   * @param reason what is wrong with it
   */
  record Refused(long sequence, String reason) implements LinkControl {
    @Override
    public void accept(Handler handler) {
      handler.refused(this);
    }
  }

  /** Reports that the sender has ended the link, because the peer or a message was at fault. */
  record Ended(String reason) implements LinkControl {
    @Override
    public void accept(Handler handler) {
      handler.ended(this);
    }
  }

  /** Carries small messages in one frame. The sequence of the frame is that of the first. */
  record Bundle(List<LinkMessage> messages) implements LinkControl {
    @Override
    public long size() {
      return messages.stream().mapToLong(LinkMessage::size).sum();
    }

    @Override
    public void accept(Handler handler) {
      throw new IllegalArgumentException("a bundle within a bundle");
    }
  }
}
