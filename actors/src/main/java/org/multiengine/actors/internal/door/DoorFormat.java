package org.multiengine.actors.internal.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Frames of doors as JSON objects in UTF-8, which programs in any language can write. */
public final class DoorFormat {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private DoorFormat() {}

  /** Returns the frame of a message. */
  public static ByteBuffer write(Object message) {
    try {
      return ByteBuffer.wrap(JSON.writeValueAsBytes(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message of a door cannot be written", e);
    }
  }

  /**
   * Returns the message of a frame.
   *
   * @throws IllegalArgumentException if it is no such message
   */
  public static <T> T read(ByteBuffer frame, Class<T> type) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    try {
      T message = JSON.readValue(bytes, type);
      if (message == null) {
        throw new IllegalArgumentException("an empty message in place of " + type.getSimpleName());
      }
      return message;
    } catch (IOException e) {
      throw new IllegalArgumentException("not a message of type " + type.getSimpleName(), e);
    }
  }
}
