package org.multiengine.actors.internal.door;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.multiengine.core.local.Ownership;
import org.multiengine.core.task.mark.BeginMarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of sockets that processes of this user have left behind, because they were killed. A
 * folder is one of them if it contains nothing but sockets and nobody listens on them.
 */
final class SocketLeftovers {

  /** The time that a process has to listen in a folder that it has created. */
  private static final Duration MIN_AGE = Duration.ofMinutes(1);

  /**
   * The names of folders of hosts: the address of a host and its port, or a random number for a
   * door or for the service that runs commands.
   */
  private static final Pattern OF_HOST =
      Pattern.compile("multiengine-(.+-\\d{1,5}|(door|command)-\\d+)");

  /** The names of folders that earlier versions created, with the socket of one link each. */
  private static final Pattern OF_LINK = Pattern.compile("multiengine-\\d+");

  private static final String LINK = "link";

  /** The sockets on which processes of this machine listen, where the system shows them. */
  private static final Path LISTED = Path.of("/proc/net/unix");

  private static final Logger LOG = LoggerFactory.getLogger(SocketLeftovers.class);

  private SocketLeftovers() {}

  /**
   * Removes the leftovers beside the folder of a host that starts now, and that folder itself if it
   * was left by an earlier host with the same port. A folder of others that is new is kept, because
   * its process may be about to listen.
   */
  static void removeBeside(Path own) {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(own.getParent(), SocketFolder.PREFIX + "*")) {
      for (Path folder : folders) {
        removeIfLeft(folder, folder.equals(own));
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("the leftovers beside {} cannot be found", own, e);
    }
  }

  private static void removeIfLeft(Path folder, boolean isOwn) {
    try {
      if (isOurs(folder) && (isOwn || isOld(folder)) && isLeft(folder)) {
        remove(folder);
        LOG.debug("{} was left behind and is removed", folder);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} cannot be removed", folder, e);
    }
  }

  private static boolean isOurs(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Ownership.isOurs(folder, SocketFolder.OWNER_ONLY);
  }

  private static boolean isLeft(Path folder) throws IOException {
    List<Path> files = filesOf(folder);
    for (Path file : files) {
      if (!BeginMarks.isFile(file)
          && !Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .isOther()) {
        return false;
      }
    }
    String name = String.valueOf(folder.getFileName());
    Path host = folder.resolve(SocketFolder.HOST);
    if (OF_HOST.matcher(name).matches()) {
      return !files.contains(host) || !isAccepted(host);
    }
    return OF_LINK.matcher(name).matches()
        && files.equals(List.of(folder.resolve(LINK)))
        && isUnlisted(folder.resolve(LINK));
  }

  /** Returns whether a process accepts connections at a socket. */
  private static boolean isAccepted(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /**
   * Returns whether the system shows that no process listens on a socket. A connection to it would
   * take the place of the one that the process waits for.
   */
  private static boolean isUnlisted(Path socket) throws IOException {
    return Files.isReadable(LISTED)
        && Files.readAllLines(LISTED).stream().noneMatch(line -> line.endsWith(" " + socket));
  }

  private static boolean isOld(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(MIN_AGE));
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      found.forEach(files::add);
    }
    return files;
  }

  /** Removes a folder with the files in it. */
  static void remove(Path folder) throws IOException {
    for (Path file : filesOf(folder)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
