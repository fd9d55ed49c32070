package org.multiengine.magics.command.service;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A command of this process that the host of its cluster may run. */
public final class HostedCommand {

  /** The result of a command that this process has to run itself. */
  public static final int NOT_BEGUN = CommandCall.NOT_BEGUN;

  private HostedCommand() {}

  /**
   * Has the host of the cluster run a command, if it is a short one and the host runs on this
   * machine for the same user.
   *
   * @param args the command line
   * @return the exit status, or {@link #NOT_BEGUN}
   */
  public static int run(String[] args) {
    return OwnSettings.exist()
        ? NOT_BEGUN
        : run(
            args,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err));
  }

  /** Has a host run a command that prints to streams, whatever settings this process has. */
  public static int run(String[] args, OutputStream out, OutputStream err) {
    CommandWords words = CommandWords.of(args);
    Path socket = words == null ? null : socket(words);
    CommandRequest request = words == null || socket == null ? null : Requests.of(words);
    return socket == null || request == null
        ? NOT_BEGUN
        : new CommandCall(out, err).run(socket, request);
  }

  private static @Nullable Path socket(CommandWords words) {
    try {
      Path cluster = words.cluster();
      return cluster == null ? null : ServiceFile.findSocket(cluster);
    } catch (IllegalArgumentException wrongName) {
      return null;
    }
  }
}
