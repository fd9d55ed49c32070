package org.multiengine.core.dispatch;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;

/** An answer without content. */
record TestAnswer(int place, Outcome outcome, boolean ran, @Nullable FailureMark failureMark)
    implements PartAnswer {

  TestAnswer(int place, Outcome outcome, boolean ran) {
    this(place, outcome, ran, null);
  }

  static TestAnswer done(int place) {
    return new TestAnswer(place, new Outcome.Done(), true);
  }

  static TestAnswer failed(int place, boolean ran, KernelError why) {
    return new TestAnswer(place, Outcome.failed(why), ran);
  }

  @Override
  public long size() {
    return 0;
  }
}
