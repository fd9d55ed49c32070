package org.multiengine.actors.internal.call;

import java.util.List;
import java.util.function.Supplier;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on to an observer whose faults must not end the actor that tells it: they are logged. */
final class GuardedObserver implements CallObserver {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

  private final CallObserver observer;

  private GuardedObserver(CallObserver observer) {
    this.observer = observer;
  }

  static CallObserver of(CallObserver observer) {
    return observer instanceof GuardedObserver ? observer : new GuardedObserver(observer);
  }

  @Override
  public void began(Supplier<List<EngineId>> waitingFor) {
    tell(() -> observer.began(waitingFor));
  }

  @Override
  public void rejected(KernelError error) {
    tell(() -> observer.rejected(error));
  }

  @Override
  public void completed(List<EngineOutcome> outcomes) {
    tell(() -> observer.completed(outcomes));
  }

  @Override
  public void reported(EngineId engine, Report report) {
    tell(() -> observer.reported(engine, report));
  }

  @Override
  public void ended(int targets, int all) {
    tell(() -> observer.ended(targets, all));
  }

  @Override
  public void moved(long bytes, long all) {
    tell(() -> observer.moved(bytes, all));
  }

  /** It is foreign code, which may throw anything; only a JVM without memory has to hear of it. */
  @SuppressWarnings("CatchThrowable")
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (OutOfMemoryError memory) {
      throw memory;
    } catch (Throwable thrown) {
      LOG.error("an observer of a call has thrown; the call goes on", thrown);
    }
  }
}
