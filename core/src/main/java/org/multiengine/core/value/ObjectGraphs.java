package org.multiengine.core.value;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.fory.Fory;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.apache.fory.resolver.SharedRegistry;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.SerializationError;

/**
 * Encodes and decodes graphs of objects, for one class loader and one filter.
 *
 * <p>An instance of Fory serves one call at a time. Instances are created on demand and a few are
 * kept. An instance whose call failed is dropped, because its state is uncertain. Code generation
 * is off, because it delays the first value of a class by 200 ms and only large lists of records
 * gain.
 */
final class ObjectGraphs {

  private static final int MAX_IDLE_INSTANCES =
      Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int INITIAL_BUFFER_BYTES = 256;

  /**
   * The maximal depth of a graph. Most deeper graphs fail earlier with a stack overflow, which is
   * also handled.
   */
  private static final int MAX_DEPTH = 10_000;

  /** The maximal number of elements that take no byte each, such as equal nulls in a list. */
  private static final int MAX_UNBACKED_ITEMS = 1 << 20;

  static {
    LoggerFactory.disableLogging();
  }

  private final ClassLoader loader;
  private final Supplier<ClassFilter> filter;
  private final @Nullable Consumer<Class<?>> onSent;
  private final SharedRegistry registry = new SharedRegistry();
  private volatile boolean foreign;
  private final ArrayBlockingQueue<Fory> idle = new ArrayBlockingQueue<>(MAX_IDLE_INSTANCES);

  /**
   * Creates it.
   *
   * @param loader the loader of the classes
   * @param filter returns the filter of the moment
   * @param onSent receives each class that a client sends, once or more; null on an engine
   */
  ObjectGraphs(
      ClassLoader loader, Supplier<ClassFilter> filter, @Nullable Consumer<Class<?>> onSent) {
    this.loader = loader;
    this.filter = filter;
    this.onSent = onSent;
  }

  /** Returns the encoded form of a value after the byte {@code kind}. Throws Fory's exceptions. */
  byte[] encode(byte kind, @Nullable Object value) {
    var fory = acquire();
    MemoryBuffer buffer = MemoryUtils.buffer(INITIAL_BUFFER_BYTES);
    buffer.writeByte(kind);
    fory.serialize(buffer, value);
    idle.offer(fory);
    return buffer.getBytes(0, buffer.writerIndex());
  }

  /** Returns the value that is encoded after the first byte. Throws Fory's exceptions. */
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

  /**
   * Decodes with the loader as context loader of the thread, because Fory also looks for classes
   * there.
   */
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
            .withSerializerFactory(new SerializerChoice(loader, onSent != null, filter, this::note))
            .withCodegen(false)
            .withMaxDepth(MAX_DEPTH)
            .withMaxGraphMemoryBytes(Runtime.getRuntime().maxMemory())
            .withMaxUnbackedContainerItems(MAX_UNBACKED_ITEMS)
            .build();
    fory.registerSerializer(StackTraceElement.class, new FrameSerializer(fory.getConfig()));
    fory.registerSerializer(ZonedDateTime.class, new ZonedTimeSerializer(fory.getConfig()));
    fory.registerSerializer(
        Locale.class, new JavaFormSerializer(fory.getConfig(), Locale.class, filter));
    fory.registerSerializer(
        ImmutableListSerializer.TYPE, new ImmutableListSerializer(fory.getTypeResolver()));
    return fory;
  }

  private void note(Class<?> type) {
    ClassLoader ofType = type.getClassLoader();
    if (ofType != null && !isParentOrSelf(ofType)) {
      foreign = true;
    }
    if (onSent != null) {
      onSent.accept(type);
    }
  }

  private boolean isParentOrSelf(ClassLoader other) {
    for (ClassLoader each = loader; each != null; each = each.getParent()) {
      if (each == other) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a class was used that neither the loader nor one of its parents defines. */
  boolean hasForeignClasses() {
    return foreign;
  }

  private boolean isAllowed(Object resolver, String className) {
    filter.get().check(className);
    return true;
  }
}
