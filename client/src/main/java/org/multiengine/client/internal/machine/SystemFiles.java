package org.multiengine.client.internal.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system says of this machine and its processes: by files on Linux, and
 * otherwise by the methods of Java.
 */
final class SystemFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SystemFiles.class);

  private static final List<String> MACHINE_IDS =
      List.of("etc/machine-id", "var/lib/dbus/machine-id");

  /** The place of the start among the fields that follow the name of a process in its stat file. */
  private static final int START_FIELD = 19;

  private static final int ID_BYTES = 16;

  private final Path root;
  private final String host;

  /**
   * Creates the reader of a machine's files.
   *
   * @param root the root of the file system
   * @param host the machine's name
   */
  SystemFiles(Path root, String host) {
    this.root = root;
    this.host = host;
  }

  /** Returns the reader of this machine's files. */
  static SystemFiles ofThisMachine() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      LOG.debug("this machine does not know its name", e);
      name = "localhost";
    }
    return new SystemFiles(Path.of("/"), name);
  }

  /** Returns the machine's name. */
  String host() {
    return host;
  }

  /**
   * Returns what identifies the machine. It includes the name, because copies of a virtual machine
   * may have the same file, and is a hash, because the file is not for the eyes of others.
   */
  String machine() {
    String id =
        MACHINE_IDS.stream()
            .map(this::text)
            .flatMap(Optional::stream)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return hash(id + "\n" + host);
  }

  /** Returns what identifies the time since the machine was started; empty if that is unknown. */
  String boot() {
    return text("proc/sys/kernel/random/boot_id").orElse("");
  }

  /** Returns the space in which the numbers of processes are valid, as that of a container. */
  String namespace() {
    try {
      return Files.readSymbolicLink(root.resolve("proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("there are no namespaces of processes here", e);
      return "";
    }
  }

  /** Returns the start of a process exactly as the system has recorded it; empty if it is gone. */
  Optional<String> start(ProcessHandle process) {
    List<String> fields = fields(process);
    if (!fields.isEmpty()) {
      return fields.size() > START_FIELD ? Optional.of(fields.get(START_FIELD)) : Optional.empty();
    }
    return process.info().startInstant().map(Instant::toEpochMilli).map(String::valueOf);
  }

  /** Returns the letter of a process's state; empty if the system has no such letters. */
  String state(ProcessHandle process) {
    return fields(process).stream().findFirst().orElse("");
  }

  /** Returns the fields of the process's stat file behind its name; none if there is no file. */
  private List<String> fields(ProcessHandle process) {
    Optional<String> stat = text("proc/" + process.pid() + "/stat");
    // The name of the process, in parentheses, may contain anything.
    return stat.map(
            text -> List.of(text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1)))
        .orElse(List.of());
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(root.resolve(file)).strip());
    } catch (IOException e) {
      LOG.debug("{} cannot be read", file, e);
      return Optional.empty();
    }
  }

  /** Returns 32 hexadecimal digits that stand for a text. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("multiengine\n" + text).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
