package org.multiengine.client.internal.call;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Report;

/**
 * Passes the events of a call on to its pending form. Requests are not referenced: they may be
 * large, and must not live as long as the result.
 *
 * @param pending the pending form of the call
 * @param reader makes the result of the outcomes
 */
record PendingObserver<T>(PendingCall<T> pending, Function<List<EngineOutcome>, T> reader)
    implements CallObserver {

  @Override
  public void rejected(KernelError error) {
    pending.fail(error);
  }

  @Override
  public void completed(List<EngineOutcome> outcomes) {
    pending.complete(
        () -> reader.apply(outcomes), outcomes.stream().map(PendingObserver::time).toList());
  }

  private static EngineTime time(EngineOutcome outcome) {
    return new EngineTime(outcome.engine(), outcome.started(), outcome.ended());
  }

  @Override
  public void began(Supplier<List<EngineId>> waitingFor) {
    pending.began(waitingFor);
  }

  @Override
  public void failed(EngineId engine, Failure failure) {
    pending.failed(engine, failure);
  }

  @Override
  public void ended(int targets, int all) {
    pending.ended(new Count(targets, all));
  }

  @Override
  public void moved(long bytes, long all) {
    pending.moved(new Count(bytes, all));
  }

  @Override
  public void reported(EngineId engine, Report report) {
    pending.reported(engine, report);
  }
}
