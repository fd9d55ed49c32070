package org.multiengine.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

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
    return context(keys(file), trust());
  }

  /** Returns a context of a process without a certificate. */
  static SSLContext anonymous() {
    return context(null, trust());
  }

  /**
   * Returns a context whose checks of certificates wait.
   *
   * @param began opened when a check begins
   * @param mayGoOn checks wait until this is open
   */
  static SSLContext slow(String file, CountDownLatch began, CountDownLatch mayGoOn) {
    var trust = (X509ExtendedTrustManager) trust();
    return context(keys(file), new SlowTrust(trust, began, mayGoOn));
  }

  private static SSLContext context(@Nullable KeyManager keys, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys == null ? null : new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyManager keys(String file) {
    try {
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store(file), PASSWORD);
      return factory.getKeyManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustManager trust() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store("trusted.p12"));
      return factory.getTrustManagers()[0];
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

  private static final class SlowTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager trust;
    private final CountDownLatch began;
    private final CountDownLatch mayGoOn;

    SlowTrust(X509ExtendedTrustManager trust, CountDownLatch began, CountDownLatch mayGoOn) {
      this.trust = trust;
      this.began = began;
      this.mayGoOn = mayGoOn;
    }

    private void hold() throws CertificateException {
      began.countDown();
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      hold();
      trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      hold();
      trust.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
