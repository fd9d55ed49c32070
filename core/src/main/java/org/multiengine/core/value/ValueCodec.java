package org.multiengine.core.value;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.fory.exception.ForyException;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.NDArray;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;

/**
 * Encodes and decodes users' values. A decoded value is a deep copy: it shares nothing with the
 * original. References shared inside the value, including cycles, are preserved.
 *
 * <pre>{@code
 * ValueCodec codec = ValueCodec.create(loader, ClassFilter.standard());
 * EncodedValue sent = codec.encode(List.of(1, 2.5, "three"));
 * Object received = codec.decode(sent);
 * }</pre>
 *
 * <p>Arrays of primitives and byte buffers are copied as they are. Other classes need not be
 * serializable; their fields, except transient ones, are sent and must be the same on both sides. A
 * Groovy string arrives as a {@link String}, even as the key of a map. Views such as {@code
 * map.keySet()} arrive as plain collections, a single entry of a map as a plain entry, and a byte
 * buffer on the heap.
 *
 * <p>Threads, streams, sockets, locks, class loaders, lambdas that are not serializable and similar
 * objects are refused during encoding. Arrays of primitives and byte buffers may have any length;
 * other values take at most 2 GB each. Chains of several thousand objects are too deep unless a
 * list holds them.
 *
 * <p>Safe for use by several threads. A value must not change while it is encoded.
 */
public final class ValueCodec {

  private static final byte NULL = 0;
  private static final byte GRAPH = 1;

  private final ObjectGraphs writer;
  private final ObjectGraphs reader;
  private final boolean ofClient;

  private ValueCodec(ClassLoader loader, ClassFilter filter) {
    this.writer = new ObjectGraphs(loader, ClassFilter::trusting, null);
    this.reader = filter.isTrusting() ? writer : new ObjectGraphs(loader, () -> filter, null);
    this.ofClient = false;
  }

  private ValueCodec(ClassLoader loader, Supplier<ClassFilter> filter, Consumer<Class<?>> onSent) {
    this.writer = new ObjectGraphs(loader, ClassFilter::trusting, onSent);
    this.reader = new ObjectGraphs(loader, filter, null);
    this.ofClient = true;
  }

  /**
   * Returns a codec that decodes the classes of {@code loader} that {@code filter} allows. Every
   * class may be encoded.
   */
  public static ValueCodec create(ClassLoader loader, ClassFilter filter) {
    return new ValueCodec(
        Objects.requireNonNull(loader, "loader"), Objects.requireNonNull(filter, "filter"));
  }

  /** Returns the codec of an engine, which decodes every class of its {@code loader}. */
  public static ValueCodec forEngine(ClassLoader loader) {
    return create(loader, ClassFilter.trusting());
  }

  /**
   * Returns the codec of an engine for values that are sent without the code of their classes. It
   * decodes the {@link ClassFilter#withoutCode()} classes.
   */
  public static ValueCodec withoutCode(ClassLoader loader) {
    return create(loader, ClassFilter.withoutCode());
  }

  /**
   * Returns the codec of a client's program. In addition to values it encodes the functions of
   * scripts with the code that belongs to them. It reports a {@link ClassElsewhere} if a value
   * holds an object whose class {@code loader} does not know.
   *
   * @param loader the loader of the classes
   * @param filter returns the filter for values of engines, which may change
   * @param onSent receives each class that is encoded, once or more
   */
  public static ValueCodec forProgram(
      ClassLoader loader, Supplier<ClassFilter> filter, Consumer<Class<?>> onSent) {
    return new ValueCodec(loader, filter, onSent);
  }

  /** Returns the codec of a client, which decodes the {@link ClassFilter#standard()} classes. */
  public static ValueCodec forClient(ClassLoader loader) {
    return create(loader, ClassFilter.standard());
  }

  /**
   * Returns the encoded form of a value.
   *
   * @throws SerializationError if a part of the value cannot be sent; the text names its class and
   *     the path to it
   */
  public EncodedValue encode(@Nullable Object value) {
    return encode(value, null);
  }

  /**
   * Returns the encoded form of a value that has a name.
   *
   * @param name the name of the value in errors; null if it has none
   * @throws SerializationError if a part of the value cannot be sent; the text names its class and
   *     the path to it
   * @throws ClassElsewhere if this is the codec of a program, and another loader is needed
   */
  public EncodedValue encode(@Nullable Object value, @Nullable String name) {
    if (value == null) {
      return new EncodedValue(new byte[] {NULL});
    }
    if (value instanceof NDArray array) {
      return NDArrayBlock.encode(array);
    }
    var block = RawBlock.of(value);
    return block == null ? new EncodedValue(encodeGraph(value, name)) : block.encode(value);
  }

  /**
   * Returns the encoded form of a value, or null if this codec would not decode it, because its
   * filter refuses a class in the value or the value cannot be sent.
   */
  public @Nullable EncodedValue encodeIfDecodable(@Nullable Object value) {
    var block = value == null ? null : RawBlock.of(value);
    if (value == null || block != null || value instanceof NDArray) {
      return encode(value);
    }
    try {
      return new EncodedValue(reader.encode(GRAPH, value));
    } catch (Throwable e) {
      var unused = cause(e); // throws an OutOfMemoryError
      return null;
    }
  }

  /**
   * Returns the value of an encoded form.
   *
   * @throws SerializationError if a class is refused or missing, or if the bytes are damaged
   */
  public @Nullable Object decode(EncodedValue value) {
    byte[] first = value.segments().get(0);
    if (first.length == 0) {
      throw new SerializationError("cannot decode a value: no bytes", null);
    }
    byte kind = first[0];
    if (kind == GRAPH) {
      return decodeGraph(value.bytes());
    }
    if (kind == NULL && value.size() == 1) {
      return null;
    }
    if (kind == NDArrayBlock.KIND) {
      return NDArrayBlock.decode(value);
    }
    var block = RawBlock.of(kind);
    if (block == null) {
      throw new SerializationError(
          "cannot decode a value: damaged, or of a newer version (kind " + kind + ")", null);
    }
    return block.decode(value);
  }

  /**
   * Returns whether this codec refers to classes that neither its loader nor one of its parents
   * defines, because it has encoded objects of them.
   */
  public boolean hasForeignClasses() {
    return writer.hasForeignClasses() || reader.hasForeignClasses();
  }

  private byte[] encodeGraph(Object value, @Nullable String name) {
    try {
      return writer.encode(GRAPH, value);
    } catch (Throwable e) {
      Throwable cause = cause(e);
      if (cause instanceof ClassElsewhere elsewhere) {
        throw elsewhere;
      }
      throw EncodingDiagnosis.forFailure(value, name, ofClient, this::encodes, cause);
    }
  }

  private boolean encodes(Object part) {
    try {
      writer.encode(GRAPH, part);
      return true;
    } catch (Throwable e) {
      Throwable cause = cause(e);
      return cause instanceof StackOverflowError || cause instanceof ClassElsewhere;
    }
  }

  /**
   * Returns the text of a decoding failure. On a client, a missing class of a script adds advice;
   * an engine fetches missing classes from clients.
   */
  private String reason(Throwable cause) {
    String name = cause.getMessage();
    String advice =
        cause instanceof ClassNotFoundException && name != null && reader != writer
            ? ScriptClasses.advice(name)
            : null;
    return advice == null
        ? EncodingDiagnosis.reason(cause)
        : "class " + name + " does not exist here: " + advice;
  }

  private @Nullable Object decodeGraph(byte[] bytes) {
    try {
      return reader.decode(bytes);
    } catch (Throwable e) {
      var cause = cause(e);
      throw cause instanceof SerializationError error
          ? error
          : new SerializationError("cannot decode a value: " + reason(cause), cause);
    }
  }

  /**
   * Returns the cause of a failure. Fory's own exceptions are left out if they wrap another one,
   * because they refer to the objects read so far.
   */
  private static Throwable cause(Throwable failure) {
    Throwable root = failure;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SerializationError
          || each instanceof ClassNotFoundException
          || each instanceof ClassElsewhere) {
        return each;
      }
      if (each instanceof OutOfMemoryError error) {
        throw error;
      }
      if (isWrapper(root)) {
        root = each;
      }
    }
    return root;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ForyException || failure.getClass() == RuntimeException.class;
  }
}
