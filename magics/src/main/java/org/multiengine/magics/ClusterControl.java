package org.multiengine.magics;

import org.multiengine.core.error.KernelError;

/** The cluster that a prompt has started for itself. Used by the prompt's thread. */
public interface ClusterControl {

  /**
   * Starts engines in processes of their own, which end with the prompt, and binds {@code mec} to a
   * client of them. The number of engines that have started is shown meanwhile.
   *
   * @throws KernelError if the prompt has started a cluster already, or the start fails
   */
  void start(int engines);

  /**
   * Ends the cluster.
   *
   * @throws KernelError if the prompt has started none
   */
  void stop();

  /** Returns the number of engines that the prompt has started; 0 if it has started none. */
  int engines();
}
