package org.multiengine.actors.internal.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
  static final String ELSEWHERE_PREFIX = PREFIX + "door-";
  public static final String HOST = "host";
  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

  /** The maximum length of a socket's path; systems allow some more. */
  private static final int MAX_PATH_BYTES = 100;

  /** The numbers of characters of a host and of a slot in the path of a socket. */
  private static final int MAX_HOST = 30;

  private static final int MAX_SLOT = 40;
  private static final int DIGEST_BYTES = 6;

  /** The folder of temporary files. */
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

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
   * Creates the folder of a host. Leftovers of processes that were killed are removed first. If the
   * folder cannot be where clients look for it, the reason is logged, and it is created elsewhere:
   * the host itself reaches its processes by it.
   *
   * @param parent the folder in which it is created; empty if clients are to use TCP
   * @param door the address at which clients connect to the host over TCP, as {@code host:port}
   */
  public static SocketFolder open(String parent, String door) {
    if (parent.isEmpty()) {
      return openElsewhere();
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
    return openElsewhere();
  }

  /** Creates a folder among the temporary files of the system, where clients do not look. */
  private static SocketFolder openElsewhere() {
    try {
      SocketLeftovers.removeBeside(TEMPORARY.resolve(ELSEWHERE_PREFIX));
      Path folder =
          Files.createTempDirectory(
              TEMPORARY, ELSEWHERE_PREFIX, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      return new SocketFolder(folder);
    } catch (IOException | RuntimeException e) {
      LOG.warn("no client can reach the engine processes, because they have no sockets", e);
      return none();
    }
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
  public static Optional<Path> socket(String parent, String door, String name) {
    if (parent.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path folder = Path.of(parent).resolve(nameOf(door));
      Path socket = folder.resolve(brief(name, MAX_SLOT));
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
    String name =
        PREFIX + brief(host.replace(':', '_'), MAX_HOST) + "-" + door.substring(colon + 1);
    if (!FILE_NAME.matcher(name).matches()) {
      throw new IOException("'" + door + "' is no host and port");
    }
    return name;
  }

  /** Returns a text, or a part of it and a digest of it if it is too long. */
  private static String brief(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
      return text.substring(0, maxLength - hex.length()) + hex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JVM without SHA-256", e);
    }
  }

  private static boolean isTooLong(Path socket) {
    return socket.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES;
  }

  private static String tooLong(Path socket) {
    return "the path " + socket + " has more than " + MAX_PATH_BYTES + " characters";
  }

  /** Returns the socket of a slot for this host itself; null if there is no folder. */
  public @Nullable Path socket(String slot) {
    return folder == null ? null : folder.resolve(brief(slot, MAX_SLOT));
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
    Path socket = folder.resolve(brief(slot, MAX_SLOT));
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
