package org.multiengine.client.internal.call;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/** Waits whose interruption is an error of the call. */
public final class Interrupts {

  /**
   * Something that waits.
   *
   * @param <T> what it returns
   */
  @FunctionalInterface
  public interface Wait<T extends @Nullable Object> {

    /** Waits. */
    T get() throws InterruptedException;
  }

  private Interrupts() {}

  /**
   * Waits; an interrupt ends the wait and stays set.
   *
   * @param text returns the error's text, used only if the thread is interrupted
   * @throws KernelError if this thread is interrupted
   */
  public static <T extends @Nullable Object> T orFail(Wait<T> wait, Supplier<String> text) {
    try {
      return wait.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError(text.get(), e);
    }
  }
}
