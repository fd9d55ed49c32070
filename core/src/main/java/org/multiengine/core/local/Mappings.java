package org.multiengine.core.local;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mapped memory. The JDK unmaps memory only when its buffer is collected; an idle process does not
 * collect, so that the memory of peers that have gone would stay taken.
 */
final class Mappings {

  private static final Logger LOG = LoggerFactory.getLogger(Mappings.class);

  /** Unmaps a buffer; null if this JDK has no means. */
  private static final @Nullable MethodHandle CLEANER = cleaner();

  private Mappings() {}

  private static @Nullable MethodHandle cleaner() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field only = unsafe.getDeclaredField("theUnsafe");
      only.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(only.get(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("mapped memory is given back when it is collected", e);
      return null;
    }
  }

  /** Unmaps memory, which must not be used from then on. */
  @SuppressWarnings("CatchThrowable") // a method handle may throw anything
  static void release(MappedByteBuffer memory) {
    if (CLEANER == null) {
      return;
    }
    try {
      CLEANER.invoke((ByteBuffer) memory);
    } catch (Throwable e) {
      LOG.warn("mapped memory cannot be given back before it is collected", e);
    }
  }
}
