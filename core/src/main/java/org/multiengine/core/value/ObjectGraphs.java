package org.multiengine.core.value;

import java.util.concurrent.ArrayBlockingQueue;
import org.apache.fory.Fory;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.apache.fory.resolver.SharedRegistry;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.SerializationError;

/**
 * Turns graphs of objects into bytes and back, for one class loader and one filter.
 *
 * <p>An instance of Fory serves one call at a time. They are made when first needed and a few are
 * kept; one whose call failed is dropped, since what it remembers is in doubt. Code generation is
 * off: a class's first value would take 200 ms longer, and only large lists of records gain.
 */
final class ObjectGraphs {

  private static final int MAX_IDLE = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int FIRST_SIZE = 256;

  /** Deeper values end in a stack overflow first, which is caught as well. */
  private static final int MAX_DEPTH = 10_000;

  /** Elements that take no byte each, as in a list of equal nulls. */
  private static final int MAX_FREE_ITEMS = 1 << 20;

  static {
    LoggerFactory.disableLogging();
  }

  private final ClassLoader loader;
  private final ClassFilter filter;
  private final SharedRegistry registry = new SharedRegistry();
  private final ArrayBlockingQueue<Fory> idle = new ArrayBlockingQueue<>(MAX_IDLE);

  ObjectGraphs(ClassLoader loader, ClassFilter filter) {
    this.loader = loader;
    this.filter = filter;
  }

  /** Returns the encoded form of a value behind the byte {@code kind}; throws what Fory throws. */
  byte[] encode(byte kind, @Nullable Object value) {
    var fory = acquire();
    MemoryBuffer buffer = MemoryUtils.buffer(FIRST_SIZE);
    buffer.writeByte(kind);
    fory.serialize(buffer, value);
    idle.offer(fory);
    return buffer.getBytes(0, buffer.writerIndex());
  }

  /** Returns the value encoded behind the first byte; throws what Fory throws. */
  @Nullable Object decode(byte[] bytes) {
    var fory = acquire();
    MemoryBuffer buffer = MemoryUtils.wrap(bytes, 1, bytes.length - 1);
    Object value = decode(fory, buffer);
    if (buffer.readerIndex() != bytes.length - 1) {
      throw new SerializationError("cannot decode a value: bytes follow its end", null);
    }
    idle.offer(fory);
    return value;
  }

  /** Decodes with the loader in place of the thread's, where Fory also looks for classes. */
  private @Nullable Object decode(Fory fory, MemoryBuffer buffer) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return fory.deserialize(buffer);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Fory acquire() {
    var fory = idle.poll();
    return fory == null ? create() : fory;
  }

  private synchronized Fory create() {
    Fory fory =
        Fory.builder()
            .withSharedRegistry(registry)
            .withClassLoader(loader)
            .withXlang(false)
            .withRefTracking(true)
            .withCompatible(false)
            .requireClassRegistration(false)
            .withTypeChecker(this::isAllowed)
            .withSerializerFactory(new SerializerChoice())
            .withCodegen(false)
            .withMaxDepth(MAX_DEPTH)
            .withMaxGraphMemoryBytes(Runtime.getRuntime().maxMemory())
            .withMaxUnbackedContainerItems(MAX_FREE_ITEMS)
            .build();
    fory.registerSerializer(StackTraceElement.class, new FrameSerializer(fory.getConfig()));
    return fory;
  }

  private boolean isAllowed(Object resolver, String className) {
    filter.check(className);
    return true;
  }
}
