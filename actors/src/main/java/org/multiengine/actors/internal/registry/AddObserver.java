package org.multiengine.actors.internal.registry;

import java.util.List;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/**
 * Hears how engines are added to a running cluster: first of those that have started, then, once,
 * how it ended. Called on a thread of an actor; must not wait.
 */
public interface AddObserver {

  /** So many of the new engines take requests. */
  void started(int ready, int total);

  /** All new engines take requests, and this node's controller knows them. */
  void added(List<EngineId> ids);

  /** They cannot be added, some of them could not start, or it took too long. */
  void failed(KernelError why);
}
