package org.multiengine.magics.command.service;

import java.nio.file.Path;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.magics.command.terminal.Terminals;

/**
 * The process for which a command runs: this one, or another one that has this host run the
 * command.
 */
public interface Caller {

  /** This process. */
  Caller THIS_PROCESS =
      new Caller() {
        @Override
        public Path connectionFile(Path file) {
          return file;
        }

        @Override
        public MultiEngineClient connect(Path file) {
          return MultiEngineClient.connect(file);
        }

        @Override
        public boolean hasTerminal() {
          return Terminals.isPresent();
        }
      };

  /**
   * Returns the connection file that the user has named.
   *
   * @throws UnservedException if a command for this file cannot run in this process
   */
  Path connectionFile(Path file);

  /** Connects a client to the cluster of a connection file. */
  MultiEngineClient connect(Path file);

  /** Returns whether the calling process has a terminal. */
  boolean hasTerminal();
}
