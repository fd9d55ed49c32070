package org.multiengine.actors.internal.security;

import akka.remote.artery.tcp.SSLEngineProvider;
import akka.remote.artery.tcp.SSLEngineProviderSetup;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
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
 * address at which the node is reached, so that no other node can impersonate it. A node at the
 * address of a host must present the certificate of a host: otherwise an engine process could take
 * the port of a host that has ended, and others would obey it. The certificate of a client is
 * refused on both sides, because clients connect to the doors of hosts and are no nodes.
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
  private final RefusalLog refusals =
      new RefusalLog(
          System::nanoTime,
          ". The peer has no certificate of this cluster, has one for another address, or is not a"
              + " node");

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
    return new ReportingSslEngine(engine, this::refused);
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    SSLEngine engine = context.get().createSSLEngine(hostname, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters());
    return new ReportingSslEngine(engine, this::refused);
  }

  private void refused(Exception reason) {
    var unused = refusals.refused(String.valueOf(reason.getMessage()));
  }

  static SSLParameters parameters() {
    return new SSLParameters(CIPHER_SUITES, PROTOCOLS);
  }

  /** Checks the certificate of a node that this node has connected to. */
  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    try {
      X509Certificate certificate = certificate(session);
      NodeKind kind = kindOfNode(certificate, "the node at " + hostname);
      if (!NodeKind.names(certificate, hostname)) {
        throw new SSLPeerUnverifiedException(
            "the node at " + hostname + " presented a certificate for another address");
      }
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
      refused(e);
      return Option.apply(e);
    }
  }

  /** Returns the kind of a node; fails if the certificate is not one of a node. */
  private static NodeKind kindOfNode(X509Certificate certificate, String node)
      throws SSLException, CertificateParsingException {
    NodeKind kind =
        NodeKind.of(certificate)
            .orElseThrow(
                () -> new SSLPeerUnverifiedException("the certificate does not state its purpose"));
    if (kind == NodeKind.CLIENT) {
      throw new SSLPeerUnverifiedException(
          node
              + " presented the certificate of a client, with which a program can connect to the"
              + " doors of hosts (multiengine.host.door.port), but cannot be a node");
    }
    return kind;
  }

  static X509Certificate certificate(SSLSession session) throws SSLException {
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  /**
   * Checks that the certificate of a node that has connected to this node is one of a node. The TLS
   * handshake has already checked that the cluster's authority issued it.
   */
  @Override
  public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
    try {
      var unused = kindOfNode(certificate(session), "a node that connected");
      return Option.empty();
    } catch (SSLException | CertificateParsingException e) {
      refused(e);
      return Option.apply(e);
    }
  }
}
