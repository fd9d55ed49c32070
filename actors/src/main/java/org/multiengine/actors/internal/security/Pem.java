package org.multiengine.actors.internal.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts certificates and keys to and from PEM text. */
final class Pem {

  private static final String KEY_LABEL = "PRIVATE KEY";
  private static final String CERTIFICATE_LABEL = "CERTIFICATE";
  private static final int LINE_CHARACTERS = 64;

  private Pem() {}

  static String of(X509Certificate certificate) throws GeneralSecurityException {
    return text(CERTIFICATE_LABEL, certificate.getEncoded());
  }

  static String of(PrivateKey key) {
    return text(KEY_LABEL, key.getEncoded());
  }

  private static String text(String label, byte[] bytes) {
    String lines =
        Base64.getMimeEncoder(LINE_CHARACTERS, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  static X509Certificate certificate(String text) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes(CERTIFICATE_LABEL, text)));
  }

  static PrivateKey key(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(bytes(KEY_LABEL, text)));
  }

  /** Returns the content of the first block of a text that has a label. */
  private static byte[] bytes(String label, String text) throws GeneralSecurityException {
    Matcher block =
        Pattern.compile(
                "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
            .matcher(text);
    if (!block.find()) {
      throw new GeneralSecurityException("the text has no " + label + " block");
    }
    try {
      return Base64.getMimeDecoder().decode(block.group(1));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the " + label + " block is damaged", e);
    }
  }
}
