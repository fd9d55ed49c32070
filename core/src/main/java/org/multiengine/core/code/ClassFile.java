package org.multiengine.core.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.EncodedValue;

/**
 * What is known of a class by its name.
 *
 * @param hash the SHA-256 of its bytes in hexadecimal, or null if there is no such class
 * @param bytes its bytes, or null if whoever asked has said that he has them
 */
public record ClassFile(@Nullable String hash, @Nullable EncodedValue bytes) {

  /** The answer about a class that is not there. */
  public static final ClassFile MISSING = new ClassFile(null, null);

  /** Returns the hash of bytes. */
  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
