package org.multiengine.magics.launcher;

import org.multiengine.magics.command.Main;
import org.multiengine.magics.command.service.HostedCommand;

/**
 * The main class of the start script. A short command is run by the host of the cluster if
 * possible; this JVM loads hardly more than classes of the module {@code java.base} then. All other
 * commands are run by {@link Main}. Only the time shows which way a command has taken.
 */
public final class Launcher {

  private Launcher() {}

  /** Runs the program and ends this JVM with its exit status. */
  public static void main(String[] args) {
    int status = HostedCommand.run(args);
    if (status == HostedCommand.NOT_BEGUN) {
      Main.main(args);
    } else {
      System.exit(status);
    }
  }
}
