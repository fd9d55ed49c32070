package org.multiengine.core.function;

import java.io.Serializable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.RemoteError;

/**
 * A function without parameters and result that runs on engines; see {@link RemoteFunction}.
 *
 * <pre>{@code
 * executor.execute(() -> Files.deleteIfExists(Path.of("/tmp/cache")));
 * }</pre>
 *
 * <p>It is also a {@link Runnable}, so that a lambda given to an executor of tasks is one of these,
 * and can be sent.
 */
@FunctionalInterface
public interface RemoteRunnable extends Runnable, Serializable {

  /** Runs on an engine. An exception reaches the client as a {@link RemoteError}. */
  void perform() throws Exception;

  /**
   * Does the same as {@link #perform}.
   *
   * @throws KernelError if it throws a checked exception, which is the cause
   */
  @Override
  @SuppressWarnings("FunctionalInterfaceMethodChanged") // a checked exception gets a wrapper
  default void run() {
    try {
      perform();
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KernelError("interrupted", e);
    } catch (Exception e) {
      throw new KernelError(e.toString(), e);
    }
  }
}
