package org.multiengine.actors.internal.security;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.multiengine.core.error.KernelError;

/**
 * What a node shows to the others of its cluster, and by what it knows them. Whoever holds it can
 * run code on the engines. All three are PEM texts.
 *
 * @param authority the certificate of the cluster's authority
 * @param certificate the certificate of this node, issued by the authority
 * @param key the private key of that certificate
 */
public record Credentials(String authority, String certificate, String key) {

  private static final char[] NO_PASSWORD = {};

  /**
   * Returns when the certificate ends to be valid.
   *
   * @throws KernelError if the certificate cannot be read
   */
  public Instant expires() {
    try {
      return Pem.certificate(certificate).getNotAfter().toInstant();
    } catch (GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  /** Returns a TLS context that shows this certificate and trusts this authority alone. */
  SSLContext context() {
    try {
      X509Certificate trusted = Pem.certificate(authority);
      SSLContext context = SSLContext.getInstance(ClusterTls.PROTOCOL);
      context.init(keys(trusted).getKeyManagers(), authorities(trusted).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  private static KernelError unreadable(Exception cause) {
    return new KernelError(
        "the cluster's certificates cannot be used: "
            + cause.getMessage()
            + "; copy the connection file anew, or start the cluster again",
        cause);
  }

  private KeyManagerFactory keys(X509Certificate trusted)
      throws GeneralSecurityException, IOException {
    PrivateKey own = Pem.key(key);
    KeyStore store = emptyStore();
    Certificate[] chain = {Pem.certificate(certificate), trusted};
    store.setKeyEntry("node", own, NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory;
  }

  static TrustManagerFactory authorities(X509Certificate trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setCertificateEntry("authority", trusted);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  /**
   * Returns a store that is in memory alone. A PKCS12 store would derive a key by 10,000 rounds of
   * PBKDF2 for each entry put in and taken out, which is a good part of a process's start.
   */
  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** Writes them to a process that reads them by {@link #readFrom}. */
  public void writeTo(OutputStream out) throws IOException {
    var data = new DataOutputStream(out);
    for (String text : new String[] {authority, certificate, key}) {
      data.writeUTF(text);
    }
    data.flush();
  }

  /**
   * Reads what {@link #writeTo} has written, and nothing behind it.
   *
   * @throws IOException if the stream ends before
   */
  public static Credentials readFrom(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    return new Credentials(data.readUTF(), data.readUTF(), data.readUTF());
  }

  /** Tells nothing of the key. */
  @Override
  public String toString() {
    return "Credentials[valid until " + expires() + "]";
  }
}
