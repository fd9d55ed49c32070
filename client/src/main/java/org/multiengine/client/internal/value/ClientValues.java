package org.multiengine.client.internal.value;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.CodeRegistry;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.value.ClassElsewhere;
import org.multiengine.core.value.ClassFilter;
import org.multiengine.core.value.ValueCodec;

/**
 * Encodes a client's values and functions, and decodes those of engines. Each class loader of the
 * program has a codec, and a code under which engines request its classes. Safe for use by several
 * threads.
 */
public final class ClientValues implements AutoCloseable {

  /**
   * An encoded value to be sent to engines.
   *
   * @param bytes the value
   * @param code identifies its classes
   * @param loader has its classes, and those of what comes back
   */
  public record Outbound(EncodedValue bytes, String code, ClassLoader loader) {

    /** Returns the value and its code. */
    public CodedValue coded() {
      return new CodedValue(bytes, code);
    }
  }

  private static final int MAX_EXAMINED_ELEMENTS = 10;

  private static final ClassFilter STANDARD = ClassFilter.standard();

  /** Encodes what engines decode without classes of the program. */
  private static final ValueCodec WITHOUT_CODE =
      ValueCodec.withoutCode(ClientValues.class.getClassLoader());

  private final CodeRegistry codes;
  private final ClassLoader program;
  private final SentClasses classes;
  private final JointLoaders joints = new JointLoaders();
  private final Map<ClassLoader, SoftReference<ValueCodec>> codecs = new WeakHashMap<>();

  /**
   * Creates the encoder of a client.
   *
   * @param client the client's name
   * @param program the loader of the program's classes
   */
  public ClientValues(String client, ClassLoader program) {
    this.codes = new CodeRegistry(client);
    this.program = program;
    this.classes = new SentClasses(program, STANDARD);
  }

  /**
   * Encodes a value. Engines may send back values of the classes of its package.
   *
   * @throws SerializationError if something in it cannot be sent
   */
  public Outbound encode(@Nullable Object value) {
    return encode(value, null);
  }

  /**
   * Encodes a value that has a name for the user.
   *
   * @param name the name that errors use; null if there is none
   * @throws SerializationError if something in it cannot be sent
   */
  public Outbound encode(@Nullable Object value, @Nullable String name) {
    ClassLoader loader = loaderOf(value);
    EncodedValue standard = isStandard(value) ? WITHOUT_CODE.encodeIfDecodable(value) : null;
    if (standard != null) {
      return new Outbound(standard, CodeRegistry.NONE, loader);
    }
    return encode(value, name, loader);
  }

  /**
   * Encodes a value that engines decode together with another one.
   *
   * @param other what was encoded before; the loader of the result has its classes, too
   * @throws SerializationError if something in the value cannot be sent
   */
  public Outbound encodeBeside(@Nullable Object value, Outbound other) {
    EncodedValue standard = isStandard(value) ? WITHOUT_CODE.encodeIfDecodable(value) : null;
    if (standard != null) {
      return new Outbound(standard, other.code(), other.loader());
    }
    return encode(value, null, other.loader());
  }

  /** Encodes a value with a loader and those of the objects in it that the loader does not know. */
  private Outbound encode(@Nullable Object value, @Nullable String name, ClassLoader first) {
    ClassLoader loader = first;
    while (true) {
      classes.addLoader(loader);
      try {
        return new Outbound(codec(loader).encode(value, name), codes.codeOf(loader), loader);
      } catch (ClassElsewhere elsewhere) {
        loader = joints.with(loader, elsewhere.type());
      }
    }
  }

  /**
   * Encodes a function. Engines may send back values of the classes of its package.
   *
   * @throws SerializationError if something it captures cannot be sent
   */
  public Outbound encodeFunction(Object function) {
    return encodeFunction(function, null);
  }

  /**
   * Encodes a function that has a name for the user; see {@link #encodeFunction(Object)}.
   *
   * @param name the name that errors use; null if there is none
   */
  public Outbound encodeFunction(Object function, @Nullable String name) {
    Object detached = Languages.detach(function);
    try {
      return encode(detached, name);
    } catch (SerializationError error) {
      String text = FunctionLabel.of(detached) + ": " + error.getMessage();
      throw new SerializationError(text, error.getCause());
    }
  }

  /** Returns an encoded value of an engine in the form in which it is sent again. */
  public Outbound ofProgram(EncodedValue value) {
    return new Outbound(value, codes.codeOf(program), program);
  }

  /**
   * Returns whether engines may be able to decode a value without classes of the program. Looks at
   * the value and the beginning of its elements, which saves a vain attempt to encode most values
   * that need such classes.
   */
  private static boolean isStandard(@Nullable Object value) {
    if (!isOfStandardClass(value)) {
      return false;
    }
    if (value instanceof Map<?, ?> map && isOfJdk(value)) {
      return areStandard(map.keySet()) && areStandard(map.values());
    }
    if (value instanceof Collection<?> elements && isOfJdk(value)) {
      return areStandard(elements);
    }
    return !(value instanceof Object[] array) || areStandard(Arrays.asList(array));
  }

  private static boolean areStandard(Collection<?> elements) {
    try {
      return elements.stream()
          .limit(MAX_EXAMINED_ELEMENTS)
          .allMatch(ClientValues::isOfStandardClass);
    } catch (RuntimeException changing) {
      return false;
    }
  }

  private static boolean isOfStandardClass(@Nullable Object value) {
    return value == null || STANDARD.allows(value.getClass().getName());
  }

  private static boolean isOfJdk(Object value) {
    return value.getClass().getClassLoader() == null;
  }

  private ClassLoader loaderOf(@Nullable Object value) {
    ClassLoader loader = value == null ? null : value.getClass().getClassLoader();
    return loader == null ? program : loader;
  }

  /** Decodes an engine's value with the classes of a loader, through the filter. */
  public @Nullable Object decode(EncodedValue value, ClassLoader loader) {
    return codec(loader).decode(value);
  }

  /** Decodes an engine's value with the classes of the program, through the filter. */
  public @Nullable Object decode(EncodedValue value) {
    return decode(value, classes.receiver());
  }

  private synchronized ValueCodec codec(ClassLoader loader) {
    SoftReference<ValueCodec> reference = codecs.get(loader);
    ValueCodec known = reference == null ? null : reference.get();
    if (known != null) {
      return known;
    }
    ValueCodec made = ValueCodec.forProgram(loader, classes::filter, classes::addClass);
    codecs.put(loader, new SoftReference<>(made));
    return made;
  }

  /** Allows values of more classes; see {@link ClassFilter#allow(String)}. */
  public void allow(String name) {
    classes.allow(name);
  }

  @Override
  public void close() {
    codes.close();
  }
}
