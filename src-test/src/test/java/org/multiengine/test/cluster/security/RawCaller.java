package org.multiengine.test.cluster.security;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.security.Credentials;

/** A peer that sends any bytes to the door of a process. */
final class RawCaller implements Closeable {

  private static final char[] NO_PASSWORD = {};

  private final Closeable socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawCaller(Closeable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** Connects to a Unix domain socket. */
  static RawCaller local(Path file) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
    return new RawCaller(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  /** Connects over TCP. */
  static RawCaller plain(InetSocketAddress address) throws IOException {
    return of(new Socket(address.getAddress(), address.getPort()));
  }

  /**
   * Connects over TLS.
   *
   * @param isShown whether the certificate of the credentials is presented
   */
  static RawCaller secured(InetSocketAddress address, Credentials credentials, boolean isShown)
      throws IOException, GeneralSecurityException {
    SSLContext context = context(credentials, isShown);
    return of(context.getSocketFactory().createSocket(address.getAddress(), address.getPort()));
  }

  private static RawCaller of(Socket socket) throws IOException {
    return new RawCaller(socket, socket.getInputStream(), socket.getOutputStream());
  }

  private static SSLContext context(Credentials credentials, boolean isShown)
      throws IOException, GeneralSecurityException {
    Certificate authority = certificate(credentials.authority());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setCertificateEntry("authority", authority);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    if (isShown) {
      Certificate[] chain = {certificate(credentials.certificate()), authority};
      store.setKeyEntry("own", key(credentials.key()), NO_PASSWORD, chain);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Sends a frame. */
  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array());
  }

  /** Returns the next frame that is not empty; null at the end of the connection. */
  @Nullable String next() {
    try {
      int length = in.readInt();
      while (length == 0) {
        length = in.readInt();
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return null;
    }
  }

  /** Returns the frames until the end of the connection, for which this method waits. */
  String rest() {
    var all = new StringBuilder();
    for (String frame = next(); frame != null; frame = next()) {
      all.append(frame).append('\n');
    }
    return all.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
