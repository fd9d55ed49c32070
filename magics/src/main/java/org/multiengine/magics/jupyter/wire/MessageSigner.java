package org.multiengine.magics.jupyter.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of messages: the HMAC of the four JSON parts of a message, as hexadecimal digits.
 * Without a key, signatures are empty and nothing is checked. Safe for use by several threads.
 */
public final class MessageSigner {

  /** The scheme that all front ends use by default. */
  public static final String DEFAULT_SCHEME = "hmac-sha256";

  private static final String PREFIX = "hmac-";

  private final String algorithm;
  private final @Nullable SecretKeySpec key;

  /**
   * Creates a signer.
   *
   * @param scheme {@code hmac-} and the name of a hash function, for example {@code hmac-sha256}
   * @param key the key; empty for no signatures
   * @throws IllegalArgumentException if this JVM has no such scheme
   */
  public MessageSigner(String scheme, String key) {
    if (!scheme.startsWith(PREFIX)) {
      throw new IllegalArgumentException("unknown signature scheme: " + scheme);
    }
    this.algorithm =
        "Hmac" + scheme.substring(PREFIX.length()).replace("-", "").toUpperCase(Locale.ROOT);
    this.key =
        key.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm);
    try {
      var unused = Mac.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("unknown signature scheme: " + scheme, e);
    }
  }

  /** Returns the signature of a message's parts. */
  public byte[] sign(List<byte[]> parts) {
    if (key == null) {
      return new byte[0];
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(key);
      parts.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " has been found before", e);
    }
  }

  /** Returns whether a signature is that of the parts. The comparison takes constant time. */
  public boolean isValid(byte[] signature, List<byte[]> parts) {
    return key == null || MessageDigest.isEqual(sign(parts), signature);
  }
}
