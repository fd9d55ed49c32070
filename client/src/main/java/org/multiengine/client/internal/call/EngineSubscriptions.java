package org.multiengine.client.internal.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.actors.registry.EngineDirectory;

/**
 * The listeners to changes of engines that one owner has. They are called no more when the owner is
 * closed. Safe for use by several threads.
 */
public final class EngineSubscriptions implements AutoCloseable {

  private final Set<Runnable> removals = ConcurrentHashMap.newKeySet();
  private final BooleanSupplier isClosed;

  /**
   * Creates an owner's subscriptions.
   *
   * @param isClosed returns whether the owner is closed
   */
  public EngineSubscriptions(BooleanSupplier isClosed) {
    this.isClosed = isClosed;
  }

  /**
   * Adds a listener to changes from now on.
   *
   * @return removes the listener
   */
  public Runnable add(EngineDirectory directory, Consumer<EngineChange> listener) {
    Runnable removal =
        directory.onChange(
            change -> {
              if (!isClosed.getAsBoolean()) {
                listener.accept(change);
              }
            });
    removals.add(removal);
    return () -> {
      removals.remove(removal);
      removal.run();
    };
  }

  /** Removes all listeners. */
  @Override
  public void close() {
    removals.forEach(Runnable::run);
    removals.clear();
  }
}
