package org.multiengine.magics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;

/** Words that engines offer for the completion of a line. */
public final class EngineWords {

  private EngineWords() {}

  /**
   * Returns the words of all engines, sorted and without duplicates. The list is empty if the call
   * fails or the engines do not answer in time.
   *
   * @param call makes the call; each engine answers with a list of words
   * @param maxWait how long to wait for the answers
   */
  public static List<String> of(
      Supplier<PendingResult<List<List<String>>>> call, Duration maxWait) {
    try {
      return call.get().get(maxWait).stream().flatMap(List::stream).distinct().sorted().toList();
    } catch (KernelError | TimeoutException unknown) {
      return List.of(); // a completion shows no errors; the call that follows reports them
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
