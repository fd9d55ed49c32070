package org.multiengine.actors.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/** Keeps what an observer of one call is told. */
public class RecordingObserver implements CallObserver {

  public final List<KernelError> rejections = new ArrayList<>();
  public final List<List<EngineOutcome>> completions = new ArrayList<>();
  public Supplier<List<EngineId>> waitingFor = List::of;

  @Override
  public void began(Supplier<List<EngineId>> open) {
    waitingFor = open;
  }

  @Override
  public void rejected(KernelError error) {
    rejections.add(error);
  }

  @Override
  public void completed(List<EngineOutcome> outcomes) {
    completions.add(outcomes);
  }
}
