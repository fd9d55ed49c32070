package org.multiengine.magics.command.service;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service of a host that runs commands for processes of its user. It listens at a Unix domain
 * socket in a folder that only the user can enter; a file in the cluster's folder names the socket.
 *
 * <p>Safe for use by several threads.
 */
public final class CommandService implements AutoCloseable {

  /** The begin of the name of the socket's folder. */
  static final String PREFIX = "multiengine-command-";

  static final String SOCKET = "host";
  private static final int BACKLOG = 64;

  /** The pause after a failure to accept, for example because too many files are open. */
  private static final Duration FAILURE_PAUSE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(CommandService.class);

  private final Path cluster;
  private final Path folder;
  private final ServerSocketChannel server;
  private final ServiceLimits limits;
  private final CommandRunner runner;
  private final Set<ServedCommand> open = ConcurrentHashMap.newKeySet();

  private CommandService(
      Path cluster,
      Path folder,
      ServerSocketChannel server,
      ServiceLimits limits,
      CommandRunner runner) {
    this.cluster = cluster;
    this.folder = folder;
    this.server = server;
    this.limits = limits;
    this.runner = runner;
  }

  /**
   * Opens the service.
   *
   * @param cluster the folder of the cluster
   * @param sockets the folder in which the folder of the socket is created
   * @throws IOException if there can be no socket
   */
  public static CommandService open(
      Path cluster, Path sockets, ServiceLimits limits, CommandRunner runner) throws IOException {
    Path folder =
        Files.createTempDirectory(
            sockets, PREFIX, PosixFilePermissions.asFileAttribute(ServiceFile.FOLDER_MODE));
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    var service = new CommandService(cluster, folder, server, limits, runner);
    try {
      Files.deleteIfExists(ServiceFile.in(cluster)); // left behind by a host that was killed
      server.bind(UnixDomainSocketAddress.of(service.socket()), BACKLOG);
      service.start();
      ServiceFile.write(cluster, service.socket());
      return service;
    } catch (IOException | RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private Path socket() {
    return folder.resolve(SOCKET);
  }

  private void start() {
    var acceptor = new Thread(this::accept, "command-service");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        serve(server.accept());
      } catch (IOException e) {
        LOG.debug("the command service accepts no connection", e);
        LockSupport.parkNanos(FAILURE_PAUSE.toNanos());
      }
    }
  }

  /** Serves a connection; closes it if there are as many commands as allowed. */
  private void serve(SocketChannel channel) {
    var command = new ServedCommand(channel, limits, runner);
    if (open.size() >= limits.maxCommands()) {
      command.close();
      return;
    }
    open.add(command);
    var reader =
        new Thread(
            () -> {
              try {
                command.run();
              } finally {
                open.remove(command);
              }
            },
            "command-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /** Ends the service: interrupts its commands, and removes its files. */
  @Override
  public void close() {
    try {
      server.close();
      open.forEach(ServedCommand::close);
      ServiceFile.remove(cluster, socket());
      Files.deleteIfExists(socket());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("the files of the command service cannot be removed", e);
    }
  }
}
