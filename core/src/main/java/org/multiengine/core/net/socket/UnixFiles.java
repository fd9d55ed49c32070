package org.multiengine.core.net.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.multiengine.core.local.Ownership;

/** The files of Unix domain sockets, and the users of their processes. */
public final class UnixFiles {

  /** The number of connections that may wait for acceptance. */
  private static final int MAX_WAITING_CONNECTIONS = 1024;

  private static final String PEER_CREDENTIALS = "SO_PEERCRED";

  private UnixFiles() {}

  /**
   * Checks that only this user can have made a file and can reach it.
   *
   * @throws IOException if the folder of the file is not of this user and mode 0700
   */
  public static void checkFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null
        || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Ownership.isPrivateFolder(folder)) {
      throw new IOException(folder + " is not a folder of this user alone (mode 0700)");
    }
  }

  /**
   * Connects to a file. Does not wait: a process that is stopped does not accept connections, and
   * the system keeps a limited number of them for it.
   *
   * @throws IOException if nobody listens, if too many connections wait to be accepted, or if the
   *     process that listens is of another user
   */
  public static SocketChannel connect(Path file) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      connect(channel, file);
      checkUser(channel, file);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void connect(SocketChannel channel, Path file) throws IOException {
    boolean connected;
    try {
      channel.configureBlocking(false);
      connected = channel.connect(UnixDomainSocketAddress.of(file));
    } catch (IOException e) {
      throw new IOException("cannot connect to " + file + ": " + Reasons.of(e), e);
    }
    if (!connected) {
      throw new IOException(
          "cannot connect to " + file + ": its process accepts no connections now");
    }
  }

  /** Returns the user of this process, by the folder of a file that is of this user alone. */
  public static UserPrincipal user(Path file) throws IOException {
    return Files.getOwner(file.toAbsolutePath().getParent());
  }

  /** Returns whether the system shows the user of the other process. Does not wait. */
  public static boolean showsUser(SocketChannel channel) {
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals(PEER_CREDENTIALS)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Checks the user of the other process, if the system shows it. May wait, because the system
   * looks up the names of users.
   *
   * @throws IOException if that is another user than the one of this process
   */
  public static void checkUser(SocketChannel channel, Path file) throws IOException {
    if (!showsUser(channel)) {
      return;
    }
    UserPrincipal user = PeerCredentials.user(channel);
    if (!user.equals(user(file))) {
      throw new IOException("the other process at " + file + " is of user " + user.getName());
    }
  }

  /**
   * Starts to listen on a file, in place of one on which nobody listens.
   *
   * @throws IOException if another process listens on the file, or if it is not a socket
   */
  public static ServerSocketChannel listen(Path file) throws IOException {
    removeStale(file);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      return channel.bind(UnixDomainSocketAddress.of(file), MAX_WAITING_CONNECTIONS);
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot listen on " + file + ": " + Reasons.of(e), e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void removeStale(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new FileAlreadyExistsException(file.toString(), null, "it is not a socket");
    }
    if (isListening(file)) {
      throw new BindException("another process listens on " + file);
    }
    Files.deleteIfExists(file);
  }

  private static boolean isListening(Path file) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      return probe.isConnected();
    } catch (IOException e) {
      return false; // the system refuses, because the process has gone
    }
  }

  /** The access to the option, in a class of its own: not every system has its module. */
  private static final class PeerCredentials {

    private PeerCredentials() {}

    static UserPrincipal user(SocketChannel channel) throws IOException {
      return channel.getOption(jdk.net.ExtendedSocketOptions.SO_PEERCRED).user();
    }
  }
}
