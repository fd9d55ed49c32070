package org.multiengine.magics.builtin;

import picocli.CommandLine.Option;

/** The options that say whether a call is waited for. */
final class BlockOptions {

  @Option(
      names = {"-b", "--block"},
      description = "Wait for the result. The default is the client's block.")
  private boolean block;

  @Option(
      names = {"-a", "--noblock"},
      description = "Do not wait; show the pending result.")
  private boolean noblock;

  /** Returns whether to wait, if the client by itself would or would not. */
  boolean waits(boolean usual) {
    if (block && noblock) {
      throw new IllegalArgumentException("--block and --noblock exclude each other");
    }
    return block || (usual && !noblock);
  }
}
