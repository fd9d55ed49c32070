package org.multiengine.core.namespace.python.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 in which single surrogates are encoded like other characters, because both Java and Python
 * allow them in texts.
 */
final class Utf8 {

  private Utf8() {}

  static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return encodeSlowly(text);
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeSlowly(String text) {
    var bytes = new ByteArrayOutputStream(text.length() + text.length() / 2);
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | (point >> 12));
                bytes.write(0x80 | ((point >> 6) & 0x3f));
                bytes.write(0x80 | (point & 0x3f));
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  static String decode(byte[] bytes, int offset, int length) throws CharacterCodingException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString();
    } catch (CharacterCodingException surrogates) {
      return decodeSlowly(bytes, offset, length);
    }
  }

  private static String decodeSlowly(byte[] bytes, int offset, int length)
      throws CharacterCodingException {
    var text = new StringBuilder(length);
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int width = width(bytes[at]);
      if (at + width > end) {
        throw new CharacterCodingException();
      }
      int point = width == 1 ? bytes[at] : (bytes[at] & (0x3f >> (width - 1)));
      for (int i = 1; i < width; i++) {
        if ((bytes[at + i] & 0xc0) != 0x80) {
          throw new CharacterCodingException();
        }
        point = (point << 6) | (bytes[at + i] & 0x3f);
      }
      if (!Character.isValidCodePoint(point)) {
        throw new CharacterCodingException();
      }
      text.appendCodePoint(point);
      at += width;
    }
    return text.toString();
  }

  private static int width(byte first) throws CharacterCodingException {
    int value = first & 0xff;
    if (value < 0x80) {
      return 1;
    }
    if (value >= 0xc2 && value < 0xe0) {
      return 2;
    }
    if (value >= 0xe0 && value < 0xf0) {
      return 3;
    }
    if (value >= 0xf0 && value < 0xf5) {
      return 4;
    }
    throw new CharacterCodingException();
  }
}
