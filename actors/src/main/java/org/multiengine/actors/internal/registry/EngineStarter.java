package org.multiengine.actors.internal.registry;

import java.util.Map;
import org.multiengine.core.error.KernelError;

/** A host's means to start more engine processes while its cluster runs. */
public interface EngineStarter {

  /**
   * Returns the names of new slots and how many engines each will hold. Starts nothing and returns
   * at once.
   *
   * @param engines how many engines the slots hold together
   * @throws KernelError if this host cannot add engines; says what can be done instead
   */
  Map<String, Integer> plan(int engines);

  /**
   * Starts the process of a slot; called on a thread that may wait.
   *
   * @throws KernelError if the process cannot be started
   */
  void start(String slot, int engines);
}
