package org.multiengine.client.internal.value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the files of scripts. */
public final class ScriptFile {

  /** The mark with which some editors begin a file in Unicode. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private ScriptFile() {}

  /**
   * Returns the text of a file, without a byte order mark at its beginning.
   *
   * @throws UncheckedIOException if the file cannot be read, or is not in the character set
   */
  public static String read(Path file, Charset charset) {
    try {
      String text = Files.readString(file, charset);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + reason(e, charset), e);
    }
  }

  private static String reason(IOException e, Charset charset) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof CharacterCodingException
        ? "it is not " + charset.name() + "; name its character set with --encoding"
        : String.valueOf(e.getMessage());
  }
}
