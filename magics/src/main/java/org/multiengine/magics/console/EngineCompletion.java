package org.multiengine.magics.console;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.multiengine.client.DirectView;
import org.multiengine.core.error.KernelError;

/** What engines know of a text that is being typed. Engines answer at once, also while they run. */
final class EngineCompletion {

  private final Duration limit;

  EngineCompletion(Duration limit) {
    this.limit = limit;
  }

  /** Returns the words that any engine of a view offers; none where they do not answer in time. */
  List<String> of(String text, Supplier<DirectView> view) {
    try {
      return view.get().completeAsync(text).get(limit).stream()
          .flatMap(List::stream)
          .distinct()
          .sorted()
          .toList();
    } catch (KernelError | TimeoutException unknown) {
      return List.of(); // a tab is no place for an error; the call itself will tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
