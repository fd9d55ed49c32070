package org.multiengine.core.net;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The other end of a connection, which sends and receives any bytes. Its methods wait. */
record RawPeer(InputStream in, OutputStream out, Closeable socket) implements AutoCloseable {

  static RawPeer of(SocketChannel channel) {
    return new RawPeer(Channels.newInputStream(channel), new ChannelOutput(channel), channel);
  }

  /** Writes while another thread reads, which the streams of the JDK cannot do. */
  private static final class ChannelOutput extends OutputStream {

    private final SocketChannel channel;

    ChannelOutput(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int each) throws IOException {
      write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      channel.write(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  static RawPeer ofTls(SSLContext context, InetSocketAddress address) throws IOException {
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    return new RawPeer(socket.getInputStream(), socket.getOutputStream(), socket);
  }

  /** Sends bytes by one write. */
  void send(ByteBuffer bytes) throws IOException {
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    out.write(all);
    out.flush();
  }

  /** Receives the next frame, also if it is empty. */
  byte[] receive() throws IOException {
    var data = new DataInputStream(in);
    byte[] frame = new byte[data.readInt()];
    data.readFully(frame);
    return frame;
  }

  /** Receives everything to the end. */
  byte[] receiveAll() throws IOException {
    return in.readAllBytes();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
