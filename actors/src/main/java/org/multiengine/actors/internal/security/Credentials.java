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
 * The credentials of a node: they identify the node to the others of its cluster, and let the node
 * verify the others. Anyone who holds credentials can run code on the engines. All three components
 * are PEM texts.
 *
 * @param authority the certificate of the cluster's authority
 * @param certificate the certificate of this node, issued by the authority
 * @param key the private key of that certificate
 */
public record Credentials(String authority, String certificate, String key) {

  private static final char[] NO_PASSWORD = {};

  /**
   * Returns the time at which the certificate expires.
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

  /**
   * Returns the digest of the authority's certificate, which identifies the cluster.
   *
   * @throws KernelError if the certificate cannot be read
   */
  public String cluster() {
    try {
      return CertificateAuthority.fingerprint(Pem.certificate(authority));
    } catch (GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  /** Returns a TLS context that presents this certificate and trusts only this authority. */
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
        "cannot use the certificates of the cluster: "
            + cause.getMessage()
            + "; copy the connection file again, or restart the cluster",
        cause);
  }

  /** Returns key managers that present the certificate of this node. */
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

  /** Returns trust managers that trust a single authority. */
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
   * Returns an empty key store in memory. It is a JKS store because a PKCS12 store would run 10,000
   * rounds of PBKDF2 for each entry written or read, a considerable part of a process's start-up
   * time.
   */
  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** Writes the credentials to a stream from which {@link #readFrom} can read them. */
  public void writeTo(OutputStream out) throws IOException {
    var data = new DataOutputStream(out);
    for (String text : new String[] {authority, certificate, key}) {
      data.writeUTF(text);
    }
    data.flush();
  }

  /**
   * Reads credentials that {@link #writeTo} has written, and no bytes beyond them.
   *
   * @throws IOException if reading fails or the stream ends too early
   */
  public static Credentials readFrom(InputStream in) throws IOException {
    var data = new DataInputStream(in);
    return new Credentials(data.readUTF(), data.readUTF(), data.readUTF());
  }

  /** Returns a description that does not contain the key. */
  @Override
  public String toString() {
    return "Credentials[valid until " + expires() + "]";
  }
}
