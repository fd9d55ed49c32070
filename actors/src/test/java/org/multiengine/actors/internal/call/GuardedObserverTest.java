package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;

final class GuardedObserverTest {

  /** Throws the same whatever it is told. */
  private record Throwing(Error thrown) implements CallObserver {
    @Override
    public void rejected(KernelError error) {
      throw thrown;
    }

    @Override
    public void completed(List<EngineOutcome> outcomes) {
      throw thrown;
    }

    @Override
    public void reported(EngineId engine, Report report) {
      throw thrown;
    }

    @Override
    public void ended(int targets, int all) {
      throw thrown;
    }
  }

  private static void tellAll(CallObserver observer) {
    observer.rejected(new KernelError("no"));
    observer.completed(List.of());
    observer.reported(new EngineId(0), new Report(1, List.of()));
    observer.ended(1, 2);
  }

  @Test
  void observer_throws_isNotFelt() {
    CallObserver guarded = new GuardedObserver(new Throwing(new AssertionError("mine")));

    assertThatCode(() -> tellAll(guarded)).doesNotThrowAnyException();
  }

  @Test
  void observer_outOfMemory_isFelt() {
    CallObserver guarded = new GuardedObserver(new Throwing(new OutOfMemoryError("mine")));

    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> tellAll(guarded));
  }
}
