package org.multiengine.actors.internal.call;

import java.util.List;
import java.util.function.Supplier;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An observer that logs the exceptions of another one, so that they do not end an actor. */
final class GuardedObserver implements CallObserver {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

  private final CallObserver observer;

  GuardedObserver(CallObserver observer) {
    this.observer = observer;
  }

  @Override
  public void began(Supplier<List<EngineId>> waitingFor) {
    guarded(() -> observer.began(waitingFor));
  }

  @Override
  public void rejected(KernelError error) {
    guarded(() -> observer.rejected(error));
  }

  @Override
  public void completed(List<EngineOutcome> outcomes) {
    guarded(() -> observer.completed(outcomes));
  }

  @Override
  public void reported(EngineId engine, Report report) {
    guarded(() -> observer.reported(engine, report));
  }

  @Override
  public void failed(EngineId engine, Failure failure) {
    guarded(() -> observer.failed(engine, failure));
  }

  @Override
  public void ended(int targets, int all) {
    guarded(() -> observer.ended(targets, all));
  }

  @Override
  public void moved(long bytes, long all) {
    guarded(() -> observer.moved(bytes, all));
  }

  /** Runs foreign code, which may throw anything. Only a lack of memory is passed on. */
  @SuppressWarnings("CatchThrowable")
  private static void guarded(Runnable event) {
    try {
      event.run();
    } catch (OutOfMemoryError memory) {
      throw memory;
    } catch (Throwable thrown) {
      LOG.error("an observer of a call has thrown; the call goes on", thrown);
    }
  }
}
