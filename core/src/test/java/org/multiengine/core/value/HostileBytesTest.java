package org.multiengine.core.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.PrintStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;

/** A client that receives from an engine it does not trust. */
final class HostileBytesTest {

  /** What the classes below record when any code of theirs runs; static, so it outlives them. */
  static final List<String> ran = new ArrayList<>();

  static final class Initialised {
    static {
      String name = Initialised.class.getName();
      System.setProperty(name, String.valueOf(Integer.getInteger(name, 0) + 1));
    }

    int field = 1;

    Initialised() {}
  }

  /** A loader with a copy of that class that nobody else has initialised. */
  private static final class OwnCopy extends ClassLoader {

    static final String NAME = "org.multiengine.core.value.HostileBytesTest$Initialised";

    OwnCopy() {
      super(LOADER);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      var loaded = findLoadedClass(name);
      if (loaded != null || !name.equals(NAME)) {
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
      try (var in = LOADER.getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = requireNonNull(in).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  static final class Resolved implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("unused")
    private Object readResolve() {
      ran.add("readResolve");
      return this;
    }
  }

  static final class Read implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws Exception {
      ran.add("readObject");
      in.defaultReadObject();
    }
  }

  /** Public with a public constructor, as the interface demands. */
  public static final class External implements Externalizable {
    private static final long serialVersionUID = 1L;

    /** Records that it ran. */
    public External() {
      ran.add("constructor");
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {
      ran.add("readExternal");
    }
  }

  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(@Nullable String message) {
      super(message);
      ran.add("exception");
    }
  }

  static final class Items extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Items() {
      ran.add("collection");
    }
  }

  record Point(int x) {
    Point {
      ran.add("record");
    }
  }

  static final class Handler implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      ran.add("handler");
      return null;
    }
  }

  interface SerializableSupplier extends Supplier<String>, Serializable {}

  private static final ClassLoader LOADER = HostileBytesTest.class.getClassLoader();

  private final ValueCodec engine = ValueCodec.forEngine(LOADER);
  private final ValueCodec client = ValueCodec.forClient(LOADER);

  static Stream<Object> foreign() {
    SerializableSupplier lambda = () -> "lambda";
    return Stream.of(
        new Resolved(),
        new Read(),
        new External(),
        new Failure("x"),
        new Items(),
        new Point(1),
        new Point[] {new Point(1)},
        lambda,
        Point.class,
        Proxy.newProxyInstance(LOADER, new Class<?>[] {Runnable.class}, new Handler()));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void class_notAllowed_isRefusedBeforeItsCodeRuns(Object value) {
    var top = engine.encode(value);
    var nested = engine.encode(new HashMap<>(Map.of("a", List.of(1, value))));
    ran.clear();

    for (var encoded : List.of(top, nested)) {
      assertThatThrownBy(() -> client.decode(encoded))
          .isInstanceOf(SerializationError.class)
          .hasMessageContaining("refused to decode ")
          .hasMessageContaining("ClassFilter.allow");
    }

    assertThat(ran).isEmpty();
  }

  @Test
  void class_notAllowed_isNotInitialised() throws Exception {
    var sender = new OwnCopy();
    Object value = make(sender);
    var encoded = ValueCodec.forEngine(sender).encode(value);
    var filter = ClassFilter.standard();
    int before = Integer.getInteger(OwnCopy.NAME);

    assertThatThrownBy(() -> ValueCodec.create(new OwnCopy(), filter).decode(encoded))
        .isInstanceOf(SerializationError.class);
    int refused = Integer.getInteger(OwnCopy.NAME);
    ValueCodec.create(new OwnCopy(), filter.allow(OwnCopy.NAME)).decode(encoded);

    assertThat(refused).isEqualTo(before);
    assertThat(Integer.getInteger(OwnCopy.NAME)).isEqualTo(before + 1);
  }

  private static Object make(ClassLoader loader) throws ReflectiveOperationException {
    var constructor = loader.loadClass(OwnCopy.NAME).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  @Test
  void class_allowedByName_isDecoded() {
    var codec = ValueCodec.create(LOADER, ClassFilter.standard().allow(HostileBytesTest.class));

    assertThat(codec.decode(engine.encode(new Point(3)))).isEqualTo(new Point(3));
  }

  @Test
  void client_valueOfOwnClass_isEncoded() {
    assertThat(engine.decode(client.encode(new Point(4)))).isEqualTo(new Point(4));
  }

  @Test
  void class_missingAtReceiver_isNamed() {
    var codec = ValueCodec.forEngine(ClassLoader.getPlatformClassLoader());

    assertThatThrownBy(() -> codec.decode(engine.encode(new Point(5))))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining(Point.class.getName());
  }

  @Test
  void bytes_unknownKindOrNone_areRefused() {
    for (byte[] bytes :
        List.of(new byte[0], new byte[] {99}, new byte[] {-1, 2}, new byte[] {0, 0})) {
      assertThatThrownBy(() -> client.decode(new EncodedValue(bytes)))
          .isInstanceOf(SerializationError.class)
          .hasMessageContaining("cannot decode a value");
    }
  }

  static Stream<Object> victims() {
    return Stream.of(
        "text \ud83d\ude00",
        new ArrayList<>(List.of(1, "two", 3.0)),
        new TreeMap<>(Map.of("a", new int[] {1, 2}, "b", new Object[] {UUID.randomUUID()})),
        withFewFrames(new IllegalStateException("x", withFewFrames(new RuntimeException("y")))),
        new long[][] {{1, 2}, {3}},
        Map.of("k", new HashMap<>(Map.of(1, 2)).keySet()));
  }

  /** Leaves two frames of an error, since a test decodes every part of its bytes. */
  private static <T extends Throwable> T withFewFrames(T error) {
    error.setStackTrace(Arrays.copyOf(error.getStackTrace(), 2));
    return error;
  }

  @ParameterizedTest
  @MethodSource("victims")
  void bytes_truncated_areRefused(Object value) {
    byte[] bytes = engine.encode(value).bytes();

    for (int length = 0; length < bytes.length; length++) {
      var cut = new EncodedValue(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> client.decode(cut)).isInstanceOf(SerializationError.class);
    }
    assertThatThrownBy(
            () -> client.decode(new EncodedValue(Arrays.copyOf(bytes, bytes.length + 1))))
        .isInstanceOf(SerializationError.class);
  }

  @ParameterizedTest
  @MethodSource("victims")
  void bytes_damaged_giveNoOtherError(Object value) {
    byte[] bytes = engine.encode(value).bytes();
    var random = new Random(42);

    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      for (int flips = 0; flips <= i % 3; flips++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        client.decode(new EncodedValue(damaged));
      } catch (SerializationError e) {
        assertThat(e.errorMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void codec_used_printsNothing() {
    var out = System.out;
    var err = System.err;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(System.out);
    try {
      var codec = ValueCodec.forClient(LOADER);
      codec.decode(codec.encode(List.of(1, new ConcurrentLinkedQueue<>())));
      assertThatThrownBy(() -> codec.decode(codec.encode(new Point(1))))
          .isInstanceOf(SerializationError.class);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    assertThat(printed.toString(UTF_8)).isEmpty();
  }
}
