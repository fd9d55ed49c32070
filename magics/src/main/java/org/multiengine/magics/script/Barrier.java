package org.multiengine.magics.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;

/** The method {@code barrier}, which waits for several calls (reference, 5.4). */
final class Barrier {

  private Barrier() {}

  /** Waits until all calls have ended. Their failures are reported when their results are read. */
  static @Nullable Object await(MethodCall call) {
    if (!(call.value(0) instanceof Collection<?> several)) {
      throw new IllegalArgumentException("barrier takes a list of pending results");
    }
    List<PendingResult<?>> all = new ArrayList<>();
    several.forEach(each -> all.add(pending(each)));
    for (PendingResult<?> pending : all) {
      awaitEnd(call.calls(), pending);
    }
    return null;
  }

  private static void awaitEnd(ScriptCalls calls, PendingResult<?> pending) {
    try {
      calls.await(pending);
    } catch (KernelError | IllegalArgumentException error) {
      if (error.getCause() instanceof InterruptedException || !pending.isDone()) {
        throw error;
      }
    }
  }

  private static PendingResult<?> pending(@Nullable Object value) {
    if (value instanceof ScriptPending script) {
      return script.pending();
    }
    if (value instanceof PendingResult<?> pending) {
      return pending;
    }
    throw new IllegalArgumentException(
        "Objects passed to barrier must be PendingResult instances; not "
            + Conversions.shown(value));
  }
}
