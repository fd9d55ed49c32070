package org.multiengine.client;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.value.ClassFilter;
import org.multiengine.core.value.ValueCodec;

/**
 * How a client's values and functions become bytes and come back: each class loader of the program
 * has a code by which engines ask for its classes, and a codec. Safe for use by several threads.
 */
final class ClientValues implements AutoCloseable {

  /**
   * A value on its way to engines.
   *
   * @param bytes the value
   * @param code names its classes
   * @param loader has its classes, and those of what comes back
   */
  record Outbound(EncodedValue bytes, String code, ClassLoader loader) {}

  private final CodeRegistry codes;
  private final ClassLoader program;
  private final Map<ClassLoader, SoftReference<ValueCodec>> codecs = new WeakHashMap<>();
  private ClassFilter filter = ClassFilter.standard();

  ClientValues(String client, ClassLoader program) {
    this.codes = new CodeRegistry(client);
    this.program = program;
  }

  /**
   * Encodes a value. The classes of its own package may come back.
   *
   * @throws SerializationError if something in it cannot be sent
   */
  Outbound encode(@Nullable Object value) {
    return encode(value, null);
  }

  /**
   * Encodes a value that the user knows by a name.
   *
   * @param name what errors call it; null if it has no name
   * @throws SerializationError if something in it cannot be sent
   */
  Outbound encode(@Nullable Object value, @Nullable String name) {
    ClassLoader loader = loaderOf(value);
    if (value != null && value.getClass().getClassLoader() != null) {
      allow(packageOf(value.getClass())); // what a client has sent it may have back
    }
    String code = isPlain(value) ? CodeRegistry.NONE : codes.codeOf(loader);
    return new Outbound(codec(loader).encode(value, name), code, loader);
  }

  /**
   * Encodes a function; what it gives back may be of the classes of its own package.
   *
   * @throws SerializationError if something it captures cannot be sent
   */
  Outbound encodeFunction(Object function) {
    return encodeFunction(function, null);
  }

  /**
   * Encodes a function that the user knows by a name; see {@link #encodeFunction(Object)}.
   *
   * @param name what errors call it; null if it has no name
   */
  Outbound encodeFunction(Object function, @Nullable String name) {
    Object detached = Languages.detach(function);
    try {
      return encode(detached, name);
    } catch (SerializationError error) {
      String text = FunctionLabel.of(detached) + ": " + error.getMessage();
      throw new SerializationError(text, error.getCause());
    }
  }

  /** Returns an encoded value that came from an engine, to be sent again. */
  Outbound ofProgram(EncodedValue value) {
    return new Outbound(value, codes.codeOf(program), program);
  }

  private static String packageOf(Class<?> type) {
    String name = type.getPackageName();
    return name.isEmpty() ? FunctionLabel.hostClass(type) : name + ".";
  }

  /** Values of the JDK alone need no class of the program; collections may hold anything. */
  private static boolean isPlain(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Number) {
      return value == null || value.getClass().getClassLoader() == null;
    }
    Class<?> component = value.getClass().getComponentType();
    return value instanceof Boolean
        || value instanceof Character
        || (component != null && component.isPrimitive());
  }

  private ClassLoader loaderOf(@Nullable Object value) {
    ClassLoader loader = value == null ? null : value.getClass().getClassLoader();
    return loader == null ? program : loader;
  }

  /** Decodes what an engine sent, with the classes of a loader, through the filter. */
  @Nullable Object decode(EncodedValue value, ClassLoader loader) {
    return codec(loader).decode(value);
  }

  /** Decodes what an engine sent, with the classes of the program, through the filter. */
  @Nullable Object decode(EncodedValue value) {
    return decode(value, program);
  }

  private synchronized ValueCodec codec(ClassLoader loader) {
    SoftReference<ValueCodec> reference = codecs.get(loader);
    ValueCodec known = reference == null ? null : reference.get();
    if (known != null) {
      return known;
    }
    ValueCodec made = ValueCodec.create(loader, filter);
    codecs.put(loader, new SoftReference<>(made));
    return made;
  }

  /** Lets values of more classes in; see {@link ClassFilter#allow(String)}. */
  synchronized void allow(String name) {
    if (!filter.allows(name.endsWith(".") ? name + "Any" : name)) {
      filter = filter.allow(name);
      codecs.clear();
    }
  }

  @Override
  public void close() {
    codes.close();
  }
}
