package org.multiengine.magics.jupyter.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts messages to frames of ZeroMQ and back: identities, a delimiter, the signature, four JSON
 * parts, and buffers. A signature that has been received before is refused, so that a recorded
 * message cannot be sent again. Safe for use by several threads.
 */
public final class MessageCodec {

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int JSON_PARTS = 4;
  private static final int MAX_REMEMBERED_SIGNATURES = 16_384;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MessageSigner signer;
  private final boolean signed;
  private final Set<String> received =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> oldest) {
                  return size() > MAX_REMEMBERED_SIGNATURES;
                }
              }));

  /** Creates a codec for messages with the signatures of a signer. */
  public MessageCodec(MessageSigner signer) {
    this.signer = signer;
    this.signed = signer.sign(List.of()).length > 0;
  }

  /** Returns the frames of a message. */
  public List<byte[]> encode(Message message) {
    List<byte[]> parts =
        List.of(
            bytes(message.header()),
            bytes(message.parentHeader()),
            bytes(message.metadata()),
            bytes(message.content()));
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(parts));
    frames.addAll(parts);
    frames.addAll(message.buffers());
    return frames;
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /**
   * Returns the message of frames.
   *
   * @throws WireError if the frames are not a message, or the signature is wrong or has been
   *     received before
   */
  public Message decode(List<byte[]> frames) throws WireError {
    int delimiter = 0;
    while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    int first = delimiter + 2;
    if (frames.size() < first + JSON_PARTS) {
      throw new WireError("not a message: " + frames.size() + " frames");
    }
    List<byte[]> parts = frames.subList(first, first + JSON_PARTS);
    check(frames.get(delimiter + 1), parts);
    return new Message(
        List.copyOf(frames.subList(0, delimiter)),
        object(parts.get(0)),
        object(parts.get(1)),
        object(parts.get(2)),
        object(parts.get(3)),
        List.copyOf(frames.subList(first + JSON_PARTS, frames.size())));
  }

  private void check(byte[] signature, List<byte[]> parts) throws WireError {
    if (!signer.isValid(signature, parts)) {
      throw new WireError("the signature of a message is wrong");
    }
    if (signed && !received.add(new String(signature, StandardCharsets.US_ASCII))) {
      throw new WireError("a message has been received twice");
    }
  }

  private static ObjectNode object(byte[] json) throws WireError {
    try {
      JsonNode node = JSON.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new WireError("a part of a message is not a JSON object");
    } catch (IOException e) {
      throw new WireError("a part of a message is not JSON", e);
    }
  }
}
