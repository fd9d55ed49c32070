package org.multiengine.actors.internal.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS between clients and the doors of hosts. Both sides must present a certificate that the
 * cluster's authority has issued. A door must present that of a host, which names the address that
 * was connected to; the other side that of a client or of a host.
 *
 * <p>Safe for use by several threads.
 */
public final class DoorTls {

  private final CurrentContext context;

  /**
   * Creates the TLS settings of one side.
   *
   * @param credentials supplies the credentials, at each connection
   */
  public DoorTls(Supplier<Credentials> credentials) {
    this.context = new CurrentContext(credentials);
  }

  /** Returns the engine of a connection at a door. */
  public SSLEngine atDoor() {
    SSLEngine engine = context.get().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = ClusterTls.parameters();
    parameters.setNeedClientAuth(true);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Returns the engine of a connection to a door. */
  public SSLEngine toDoor(String host, int port) {
    SSLEngine engine = context.get().createSSLEngine(host, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(ClusterTls.parameters());
    return engine;
  }

  /** Returns why a peer must not use a door; null if it may. */
  public static @Nullable String problemOfClient(SSLSession session) {
    try {
      return kind(session).filter(kind -> kind != NodeKind.ENGINE).isPresent()
          ? null
          : "its certificate is not one of a client or a host";
    } catch (SSLException | CertificateParsingException e) {
      return "its certificate cannot be read: " + e.getMessage();
    }
  }

  /**
   * Returns why a peer is not the host that was connected to; null if it is.
   *
   * @param address the name or IP address that was connected to
   */
  public static @Nullable String problemOfHost(SSLSession session, String address) {
    try {
      if (kind(session).filter(NodeKind.HOST::equals).isEmpty()) {
        return "it presented a certificate that is not one of a host of the cluster";
      }
      return NodeKind.names(ClusterTls.certificate(session), address)
          ? null
          : "it presented the certificate of a host at another address";
    } catch (SSLException | CertificateParsingException e) {
      return "its certificate cannot be read: " + e.getMessage();
    }
  }

  private static Optional<NodeKind> kind(SSLSession session)
      throws SSLException, CertificateParsingException {
    X509Certificate certificate = ClusterTls.certificate(session);
    return NodeKind.of(certificate);
  }
}
