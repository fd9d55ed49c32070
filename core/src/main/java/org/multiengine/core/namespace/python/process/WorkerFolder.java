package org.multiengine.core.namespace.python.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that a worker starts from: its source and the socket that it connects to. Only this
 * user can read the folder. It is removed as soon as the worker has connected.
 */
final class WorkerFolder implements AutoCloseable {

  private static final String SOURCE =
      "/org/multiengine/core/namespace/python/multiengine_worker.py";

  /** The maximum length of the path of a socket, which the system limits to 107 bytes. */
  private static final int MAX_PATH_BYTES = 100;

  private final Path folder;
  private final ServerSocketChannel server;

  private WorkerFolder(Path folder) throws IOException {
    this.folder = folder;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /**
   * Creates the folder and listens.
   *
   * @throws IOException if the folder cannot be written
   */
  static WorkerFolder create() throws IOException {
    var folder = new WorkerFolder(createFolder());
    try {
      try (InputStream source = WorkerFolder.class.getResourceAsStream(SOURCE)) {
        if (source == null) {
          throw new IOException(SOURCE + " is missing in the jar");
        }
        Files.copy(source, folder.worker());
      }
      folder.server.bind(UnixDomainSocketAddress.of(folder.socket()));
      folder.server.configureBlocking(false);
      return folder;
    } catch (IOException | RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  private static Path createFolder() throws IOException {
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path created = Files.createTempDirectory("multiengine-python", onlyOwner);
    if (created.resolve("socket").toString().getBytes(StandardCharsets.UTF_8).length
        <= MAX_PATH_BYTES) {
      return created;
    }
    Files.delete(created);
    return Files.createTempDirectory(Path.of("/tmp"), "multiengine-python", onlyOwner);
  }

  Path worker() {
    return folder.resolve("multiengine_worker.py");
  }

  Path socket() {
    return folder.resolve("socket");
  }

  ServerSocketChannel server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket());
    Files.deleteIfExists(worker());
    Files.deleteIfExists(folder);
  }
}
