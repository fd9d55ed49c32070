package org.multiengine.core.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.EncodedValue;

/**
 * A client's answer to a request for a class.
 *
 * @param hash the SHA-256 of the class's bytes in hexadecimal, or null if there is no such class
 * @param bytes the bytes of the class, or null if the requester already has them
 * @param home another code of the same client whose loader defines the class, or null. The class is
 *     then to be requested with that code, and the other components are null.
 */
public record ClassFile(
    @Nullable String hash, @Nullable EncodedValue bytes, @Nullable String home) {

  /** The answer for a class that does not exist. */
  public static final ClassFile MISSING = new ClassFile(null, null, null);

  /** Returns the answer for a class of the code that was asked for. */
  public static ClassFile of(@Nullable String hash, @Nullable EncodedValue bytes) {
    return new ClassFile(hash, bytes, null);
  }

  /** Returns the answer for a class of another code. */
  static ClassFile at(String home) {
    return new ClassFile(null, null, home);
  }

  /** Returns the SHA-256 of bytes in hexadecimal. */
  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
