package org.multiengine.magics.builtin.options;

import picocli.CommandLine.Option;

/** The options for waiting, or not waiting, for the result of a call. */
public final class BlockOptions {

  @Option(
      names = {"-b", "--block"},
      description = "Waits for the result. The default is the block setting of the client.")
  private boolean block;

  @Option(
      names = {"-a", "--noblock"},
      description = "Does not wait for the result, and shows the pending result.")
  private boolean noblock;

  /**
   * Returns whether to wait for the result.
   *
   * @param usual whether the client waits without these options
   */
  public boolean waits(boolean usual) {
    if (block && noblock) {
      throw new IllegalArgumentException("--block and --noblock exclude each other");
    }
    return block || (usual && !noblock);
  }
}
