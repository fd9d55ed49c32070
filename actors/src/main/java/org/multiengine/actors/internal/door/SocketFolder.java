package org.multiengine.actors.internal.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.local.Ownership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the Unix domain sockets of a host and its engine processes, at which clients of the
 * same machine and user connect. Only the user can enter the folder. Its name contains the address
 * at which clients connect to the host over TCP, so that clients find it. The socket of the host is
 * {@code host}; that of an engine process has the name of its slot.
 *
 * <p>A host goes on without a folder if there can be none.
 *
 * <p>Safe for use by several threads.
 */
public final class SocketFolder implements Closeable {

  static final String PREFIX = "multiengine-";
  static final String HOST = "host";
  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

  /** The maximum length of a socket's path; systems allow some more. */
  private static final int MAX_PATH_BYTES = 100;

  private static final String WITHOUT =
      "clients of this machine connect over TCP, because the folder of local sockets"
          + " (multiengine.link.local-socket.folder) cannot be used";

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Logger LOG = LoggerFactory.getLogger(SocketFolder.class);

  private final @Nullable Path folder;

  private SocketFolder(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Returns the folder of a host that has none. */
  public static SocketFolder none() {
    return new SocketFolder(null);
  }

  /**
   * Creates the folder of a host. Leftovers of processes that were killed are removed first. If
   * there can be no folder, the reason is logged.
   *
   * @param parent the folder in which it is created; empty for none
   * @param door the address at which clients connect to the host over TCP, as {@code host:port}
   */
  public static SocketFolder open(String parent, String door) {
    if (parent.isEmpty() || !Files.isDirectory(Path.of(parent))) {
      return none();
    }
    try {
      Path folder = Path.of(parent).resolve(nameOf(door));
      SocketLeftovers.removeBeside(folder);
      return create(folder);
    } catch (FileAlreadyExistsException e) {
      LOG.warn("{}: {} is in use, or belongs to another user", WITHOUT, e.getFile());
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: {}", WITHOUT, e.toString());
    }
    return none();
  }

  private static SocketFolder create(Path folder) throws IOException {
    Path socket = folder.resolve(HOST);
    if (isTooLong(socket)) {
      throw new IOException(tooLong(socket));
    }
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    return new SocketFolder(folder);
  }

  /**
   * Returns the socket of a host or of one of its processes, for a client.
   *
   * @param parent the folder in which hosts create theirs; empty for none
   * @param door the address at which clients connect to the host over TCP, as {@code host:port}
   * @param name {@link #HOST}, or the slot of the process
   * @return empty if this user has no such socket on this machine
   */
  static Optional<Path> socket(String parent, String door, String name) {
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path folder = Path.of(parent).resolve(nameOf(door));
      Path socket = folder.resolve(name);
      return Files.exists(socket) && Ownership.isOurs(folder, OWNER_ONLY)
          ? Optional.of(socket)
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.debug("there is no local socket of the host {}", door, e);
      return Optional.empty();
    }
  }

  private static String nameOf(String door) throws IOException {
    int colon = door.lastIndexOf(':');
    String host = door.substring(0, Math.max(colon, 0)).replace("[", "").replace("]", "");
    String name = PREFIX + host.replace(':', '_') + "-" + door.substring(colon + 1);
    if (!FILE_NAME.matcher(name).matches()) {
      throw new IOException("'" + door + "' is no host and port");
    }
    return name;
  }

  private static boolean isTooLong(Path socket) {
    return socket.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES;
  }

  private static String tooLong(Path socket) {
    return "the path " + socket + " has more than " + MAX_PATH_BYTES + " characters";
  }

  /** Returns the folder; null if there is none. */
  @Nullable Path path() {
    return folder;
  }

  /**
   * Returns the path of the socket of an engine process that is about to be started; empty if it
   * has none. The socket of an earlier process of the slot is removed.
   */
  public String prepare(String slot) {
    if (folder == null) {
      return "";
    }
    Path socket = folder.resolve(slot);
    if (isTooLong(socket)) {
      LOG.warn("{}: {}", WITHOUT, tooLong(socket));
      return "";
    }
    try {
      Files.deleteIfExists(socket);
      return socket.toString();
    } catch (IOException e) {
      LOG.warn("{}: {}", WITHOUT, e.toString());
      return "";
    }
  }

  /** Removes the folder with its sockets. */
  @Override
  public void close() {
    try {
      if (folder != null) {
        SocketLeftovers.remove(folder);
      }
    } catch (IOException e) {
      LOG.warn("the local sockets in {} cannot be removed", folder, e);
    }
  }
}
