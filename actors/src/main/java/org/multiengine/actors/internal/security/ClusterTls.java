package org.multiengine.actors.internal.security;

import akka.remote.artery.tcp.SSLEngineProvider;
import akka.remote.artery.tcp.SSLEngineProviderSetup;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import scala.Option;

/**
 * TLS between the nodes of a cluster. Both sides of a connection must present a certificate issued
 * by the cluster's authority. The certificate of a host or an engine process must also name the
 * address at which the node is reached, so that no other node can impersonate it. Addresses of
 * clients are not checked because they are not known in advance. A node at the address of a host
 * must present the certificate of a host: otherwise a client could take the port of a host that has
 * ended, and others would send it their code.
 *
 * <p>Credentials are fetched for each connection, so renewed ones take effect at the next
 * connection without a restart. Safe for use by several threads.
 */
public final class ClusterTls implements SSLEngineProvider {

  static final String PROTOCOL = "TLSv1.3";
  private static final String[] PROTOCOLS = {PROTOCOL};
  private static final String[] CIPHER_SUITES = {
    "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"
  };

  private final CurrentContext context;
  private final Set<String> hosts;
  private final Peers peers = new Peers();
  private final RefusalLog refusals = new RefusalLog(System::nanoTime);

  /**
   * Creates the TLS settings of a node.
   *
   * @param credentials supplies the node's credentials; first called at the first connection
   * @param hosts the addresses {@code host:port} at which only hosts may be reached
   */
  public ClusterTls(Supplier<Credentials> credentials, Set<String> hosts) {
    this.context = new CurrentContext(credentials);
    this.hosts = Set.copyOf(hosts);
  }

  /** Returns the setup that makes an actor system use this object. */
  public SSLEngineProviderSetup setup() {
    return SSLEngineProviderSetup.create(system -> this);
  }

  /** Returns the kinds of the nodes that this node has connected to. */
  public Peers peers() {
    return peers;
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    SSLEngine engine = context.get().createSSLEngine(hostname, port);
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters();
    parameters.setNeedClientAuth(true);
    engine.setSSLParameters(parameters);
    return new ReportingSslEngine(engine, refusals::refused);
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    SSLEngine engine = context.get().createSSLEngine(hostname, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters());
    return new ReportingSslEngine(engine, refusals::refused);
  }

  static SSLParameters parameters() {
    return new SSLParameters(CIPHER_SUITES, PROTOCOLS);
  }

  /** Checks the certificate of a node that this node has connected to. */
  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    try {
      NodeKind kind = verify(hostname, certificate(session));
      String address = hostname + ":" + session.getPeerPort();
      if (hosts.contains(address) && kind != NodeKind.HOST) {
        throw new SSLPeerUnverifiedException(
            "the node at "
                + address
                + " is to be a host of the cluster, but presented a certificate of another kind: "
                + kind);
      }
      peers.add(address, kind);
      return Option.empty();
    } catch (SSLException | CertificateParsingException e) {
      refusals.refused(e);
      return Option.apply(e);
    }
  }

  /** Returns the kind of a node after checking that its certificate matches its address. */
  private static NodeKind verify(String hostname, X509Certificate certificate)
      throws SSLException, CertificateParsingException {
    NodeKind kind = kind(certificate);
    if (kind != NodeKind.CLIENT && !NodeKind.names(certificate, hostname)) {
      throw new SSLPeerUnverifiedException(
          "the node at " + hostname + " presented a certificate for another address");
    }
    return kind;
  }

  private static NodeKind kind(X509Certificate certificate)
      throws SSLException, CertificateParsingException {
    Optional<NodeKind> kind = NodeKind.of(certificate);
    return kind.orElseThrow(
        () -> new SSLPeerUnverifiedException("the certificate does not state its purpose"));
  }

  static X509Certificate certificate(SSLSession session) throws SSLException {
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  /**
   * Checks that the certificate of a node that has connected to this node states its kind. The TLS
   * handshake has already checked that the cluster's authority issued it.
   */
  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    try {
      kind(certificate(session));
      return Option.empty();
    } catch (SSLException | CertificateParsingException e) {
      refusals.refused(e);
      return Option.apply(e);
    }
  }
}
