package org.multiengine.actors.internal.security;

import akka.remote.artery.tcp.SSLEngineProvider;
import akka.remote.artery.tcp.SSLEngineProviderSetup;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * TLS between the nodes of a cluster. Both sides show a certificate of the cluster's authority, or
 * there is no connection; and that of a host or an engine process names the address it is reached
 * at, so that no other node can pass for it. Clients come and go at addresses nobody knew before,
 * so theirs is not checked.
 *
 * <p>The credentials are asked for at every connection: new ones hold from the next one on, without
 * a restart. Safe for use by several threads.
 */
public final class ClusterTls implements SSLEngineProvider {

  static final String PROTOCOL = "TLSv1.3";
  private static final String[] PROTOCOLS = {PROTOCOL};
  private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

  private final Supplier<Credentials> credentials;
  private final Peers peers = new Peers();
  private final RefusalLog refusals = new RefusalLog(InstantSource.system());
  private @Nullable Known known;

  private record Known(Credentials credentials, SSLContext context) {}

  /**
   * Makes it.
   *
   * @param credentials gives this node's credentials; not asked before the first connection
   */
  public ClusterTls(Supplier<Credentials> credentials) {
    this.credentials = credentials;
  }

  /** Returns how an actor system is told of it. */
  public SSLEngineProviderSetup setup() {
    return SSLEngineProviderSetup.create(system -> this);
  }

  /** Returns what the nodes that this one has connected to have shown. */
  public Peers peers() {
    return peers;
  }

  /** One at a time: the connections of a start would each make a context of their own. */
  private synchronized SSLContext context() {
    Credentials now = credentials.get();
    Known last = known;
    if (last == null || !last.credentials.equals(now)) {
      last = new Known(now, now.context());
      known = last;
    }
    return last.context;
  }

  @Override
  public SSLEngine createServerSSLEngine(String hostname, int port) {
    SSLEngine engine = context().createSSLEngine(hostname, port);
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters();
    parameters.setNeedClientAuth(true);
    engine.setSSLParameters(parameters);
    return new ReportingSslEngine(engine, refusals::refused);
  }

  @Override
  public SSLEngine createClientSSLEngine(String hostname, int port) {
    SSLEngine engine = context().createSSLEngine(hostname, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters());
    return new ReportingSslEngine(engine, refusals::refused);
  }

  private static SSLParameters parameters() {
    return new SSLParameters(SUITES, PROTOCOLS);
  }

  /** Checks whom this node has connected to. */
  @Override
  public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
    try {
      NodeKind kind = verify(hostname, certificate(session));
      peers.add(hostname + ":" + session.getPeerPort(), kind);
      return Option.empty();
    } catch (SSLException | CertificateParsingException e) {
      refusals.refused(e);
      return Option.apply(e);
    }
  }

  private static NodeKind verify(String hostname, X509Certificate certificate)
      throws SSLException, CertificateParsingException {
    NodeKind kind = kind(certificate);
    if (kind != NodeKind.CLIENT && !NodeKind.names(certificate, hostname)) {
      throw new SSLPeerUnverifiedException(
          "the node at " + hostname + " shows the certificate of another address");
    }
    return kind;
  }

  private static NodeKind kind(X509Certificate certificate)
      throws SSLException, CertificateParsingException {
    Optional<NodeKind> kind = NodeKind.of(certificate);
    return kind.orElseThrow(
        () -> new SSLPeerUnverifiedException("a certificate that does not say for what it is"));
  }

  private static X509Certificate certificate(SSLSession session) throws SSLException {
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  /** Checks who has connected to this node; the handshake has checked the rest. */
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
