package org.multiengine.actors.internal.registry;

import java.util.Map;
import org.multiengine.core.error.KernelError;

/** What a node says that starts no engine processes and is asked for more engines. */
public final class NoEngineStarter implements EngineStarter {

  @Override
  public Map<String, Integer> plan(int engines) {
    throw new KernelError(
        "this cluster's host starts no engine processes: its engines run in the JVM of a program,"
            + " as many as it was started with. Engines can be added to a cluster that was started"
            + " by 'multiengine start' or LocalCluster.builder().processes(n)");
  }

  @Override
  public void start(String slot, int engines) {
    throw new IllegalStateException("no slot has been planned");
  }
}
