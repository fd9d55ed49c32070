package org.multiengine.core.dispatch;

import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;

/** An answer without content. */
record TestAnswer(int place, Outcome outcome, boolean ran) implements PartAnswer {

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
