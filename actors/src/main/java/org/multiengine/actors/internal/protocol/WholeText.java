package org.multiengine.actors.internal.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes texts. A script can make half a character, such as the first half of an emoji, which
 * Jackson refuses to write; it travels as a question mark.
 */
final class WholeText extends JsonSerializer<String> {

  private final boolean asKey;

  /** Makes a serializer of the keys of maps, or of values. */
  WholeText(boolean asKey) {
    this.asKey = asKey;
  }

  @Override
  public void serialize(String text, JsonGenerator generator, SerializerProvider provider)
      throws IOException {
    if (asKey) {
      generator.writeFieldName(whole(text));
    } else {
      generator.writeString(whole(text));
    }
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // An encoder puts question marks in place of halves.
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
