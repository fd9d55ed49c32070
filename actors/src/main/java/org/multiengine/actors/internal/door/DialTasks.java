package org.multiengine.actors.internal.door;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.multiengine.actors.internal.membership.Versions;
import org.multiengine.core.clock.Backoff;

/** Runs attempts to connect on threads that may wait. Safe for use by several threads. */
public final class DialTasks {

  /** The waits between attempts. A process that has just been started needs some tenths of it. */
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

  private final ActorSystem<?> system;
  private final Executor threads;
  private final Map<String, String> versions;

  public DialTasks(ActorSystem<?> system) {
    this.system = system;
    this.versions = Versions.in(system.settings().config()).byName();
    this.threads = system.dispatchers().lookup(DispatcherSelector.blocking());
  }

  /** Returns the versions that this process runs. */
  public Map<String, String> versions() {
    return versions;
  }

  /** Runs a task soon; not if the system has ended. */
  public void run(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException ended) {
      system.log().debug("the system has ended; nothing is connected any longer");
    }
  }

  /** Runs a task after the wait that follows some failures in a row. */
  public void afterFailures(int failures, Runnable task) {
    after(BACKOFF.after(failures), task);
  }

  /** Runs a task after a while. */
  public void after(Duration wait, Runnable task) {
    var unused = system.scheduler().scheduleOnce(wait, () -> run(task), system.executionContext());
  }
}
