package org.multiengine.client.internal.call;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * An encoded answer that is read once and then released, because it may be large. Not safe for use
 * by several threads at once.
 */
final class OneTimeAnswer<T extends @Nullable Object> implements Supplier<T> {

  private @Nullable Supplier<T> source;

  OneTimeAnswer(Supplier<T> source) {
    this.source = source;
  }

  /**
   * Reads the answer. It is kept, and can be read again, if reading ends in anything but a result
   * or an error of the call, such as a lack of memory.
   *
   * @throws KernelError if the call has failed
   * @throws IllegalStateException if the answer has been read already
   */
  @Override
  public T get() {
    Supplier<T> once = source;
    if (once == null) {
      throw new IllegalStateException("an answer is read once");
    }
    try {
      T value = once.get();
      source = null;
      return value;
    } catch (KernelError error) {
      source = null;
      throw error;
    }
  }
}
