package org.multiengine.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS with the certificates of two files, each valid for 100 years: that of a member, which all
 * trust, and that of a stranger. The files were made by
 *
 * <pre>
 * for n in member stranger; do
 *   keytool -genkeypair -alias $n -keyalg EC -groupname secp256r1 -validity 36500 -dname CN=$n \
 *     -storetype PKCS12 -keystore $n.p12 -storepass secret
 * done
 * keytool -exportcert -alias member -keystore member.p12 -storepass secret -file member.cer
 * keytool -importcert -noprompt -alias member -file member.cer \
 *   -storetype PKCS12 -keystore trusted.p12 -storepass secret
 * </pre>
 */
final class Certificates {

  private static final char[] PASSWORD = "secret".toCharArray();

  private Certificates() {}

  /** Returns a context of a process that has the certificate of a file and trusts members. */
  static SSLContext context(String file) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store(file), PASSWORD);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store("trusted.p12"));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a context of a process without a certificate. */
  static SSLContext anonymous() {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store("trusted.p12"));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store(String file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Certificates.class.getResourceAsStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  static SSLEngine client(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    return engine;
  }

  /** Returns the engine of a server that wants a certificate of its client. */
  static SSLEngine server(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }
}
