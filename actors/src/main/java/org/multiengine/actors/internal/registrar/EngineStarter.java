package org.multiengine.actors.internal.registrar;

import java.util.Map;
import org.multiengine.core.error.KernelError;

/** Starts more engine processes on a host while its cluster runs. */
public interface EngineStarter {

  /**
   * Returns the names of new slots with the number of engines each will hold. Starts nothing and
   * does not block.
   *
   * @param engines how many engines the slots hold together
   * @throws KernelError if this host cannot add engines; says what can be done instead
   */
  Map<String, Integer> plan(int engines);

  /**
   * Has the process of a slot started, as soon as there is room for it. Called on a thread that may
   * block. A process that cannot be started later is reported like one that has ended.
   *
   * @throws KernelError if it is known now that the process cannot be started
   */
  void start(String slot, int engines);
}
