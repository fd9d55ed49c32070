package org.multiengine.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * An answer as it came, which is read once and then let go of: it may be large, and what has been
 * read of it is kept elsewhere. Not safe for use by several threads at once.
 */
final class Unread<T extends @Nullable Object> implements Supplier<T> {

  private @Nullable Supplier<T> source;

  Unread(Supplier<T> source) {
    this.source = source;
  }

  /**
   * Reads the answer. It is kept if that ends in anything but a result or an error of the call, as
   * by a want of memory, and can be read again.
   *
   * @throws KernelError if the call has failed
   * @throws IllegalStateException if it has been read already
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
