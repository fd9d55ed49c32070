package org.multiengine.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PipedReader;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.error.SerializationError;

/** What cannot travel is refused when it is encoded, with its place. */
final class RefusalTest {

  record Job(String name, @Nullable Object worker) {}

  static final class Connection {
    final @Nullable Socket socket;

    Connection(@Nullable Socket socket) {
      this.socket = socket;
    }
  }

  static final class Task {
    final Runnable work = () -> {};
  }

  static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new IOException("no ink");
    }
  }

  private final ValueCodec codec = ValueCodec.forEngine(RefusalTest.class.getClassLoader());

  static Stream<Object> unsendable() throws Exception {
    Runnable lambda = () -> {};
    return Stream.of(
        new Thread(),
        new Thread() {},
        new ThreadLocal<String>(),
        ThreadLocal.withInitial(() -> 1),
        RefusalTest.class.getClassLoader(),
        new ByteArrayInputStream(new byte[1]),
        new FilterOutputStream(System.out) {},
        System.out,
        new PipedReader(),
        new Socket(),
        new ServerSocket(),
        FileChannel.open(Path.of(".")),
        Selector.open(),
        new ReentrantLock(),
        new ReentrantReadWriteLock(),
        new Semaphore(1),
        new ForkJoinPool(1),
        new CompletableFuture<String>(),
        new Timer(true),
        new WeakReference<>("x"),
        lambda,
        (Runnable) System::gc,
        String.class.getMethod("length"),
        Thread.class.getDeclaredConstructor(),
        MethodHandles.lookup(),
        MethodHandles.constant(int.class, 1),
        new ProcessBuilder("true"),
        Runtime.getRuntime(),
        List.of(1).iterator(),
        Stream.of(1),
        Path.of("x"),
        new StringBuilder("x").chars());
  }

  @ParameterizedTest
  @MethodSource("unsendable")
  void value_boundToItsJvm_isRefused(Object value) {
    assertThatThrownBy(() -> codec.encode(value))
        .isInstanceOf(SerializationError.class)
        .hasMessage("cannot send " + Unsendable.nameOf(value.getClass()) + ": at value");
  }

  @Test
  void value_inRecord_isNamedWithItsField() {
    assertThatThrownBy(() -> codec.encode(new Job("sum", new Thread())))
        .isInstanceOf(SerializationError.class)
        .hasMessage(
            "cannot send java.lang.Thread: at value.worker (field 'worker' of "
                + Job.class.getName()
                + ")");
  }

  @Test
  void value_deepInside_isNamedWithItsPath() throws IOException {
    try (var socket = new Socket()) {
      var value = List.of(0, 1, 2, Map.of("net", new Connection(socket)));

      assertThatThrownBy(() -> codec.encode(value))
          .isInstanceOf(SerializationError.class)
          .hasMessageContaining("cannot send java.net.Socket: at value[3]['net'].socket (field");
    }
  }

  @Test
  void lambda_inField_isNamedWithItsField() {
    assertThatThrownBy(() -> codec.encode(new Task()))
        .isInstanceOf(SerializationError.class)
        .hasMessageStartingWith("cannot send a lambda of " + RefusalTest.class.getName())
        .hasMessageEndingWith(": at value.work (field 'work' of " + Task.class.getName() + ")");
  }

  @Test
  void holder_ofUnsendable_isLookedInto() {
    var thread = new Thread();
    var byNumber = new HashMap<Object, Object>(Map.of(7, new Object[] {null, thread}));

    assertThat(messageFor(Optional.of(thread))).endsWith(": at value.get()");
    assertThat(messageFor(byNumber)).endsWith(": at value[7][1]");
    assertThat(messageFor(Map.entry("k", thread))).endsWith(": at value.value");
    assertThat(messageFor(Map.of(thread, 1))).endsWith(": at value.keys[0]");
    assertThat(messageFor(new HashMap<>(Map.of(1, thread)).values())).endsWith(": at value[0]");
  }

  @Test
  void cycle_withUnsendable_isSearchedOnce() {
    var list = new ArrayList<>();
    list.add(list);
    list.add(Thread.currentThread());

    assertThat(messageFor(list)).endsWith(": at value[1]");
  }

  @Test
  void failure_ofUsersCode_isNamedWithItsPlaceAndReason() {
    var value = new LinkedHashMap<String, Object>(Map.of("ok", 1, "bad", List.of(new Failing())));

    assertThatThrownBy(() -> codec.encode(value))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("cannot send " + Failing.class.getName() + ": at value['bad'][0]")
        .hasMessageContaining("no ink");
  }

  @Test
  void field_ofUnsendableTypeButNull_doesNoHarm() {
    assertThatCode(() -> codec.decode(codec.encode(new Job("sum", null))))
        .doesNotThrowAnyException();
  }

  @Test
  void codec_afterRefusal_goesOn() {
    for (int i = 0; i < 50; i++) {
      messageFor(List.of("x", Thread.currentThread()));
    }

    assertThat(codec.decode(codec.encode(Collections.nCopies(3, "x")))).hasToString("[x, x, x]");
  }

  private String messageFor(Object value) {
    try {
      codec.encode(value);
      return "";
    } catch (SerializationError e) {
      return e.errorMessage();
    }
  }

  @Test
  void encode_named_tellsNameAndPlace() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(
            () ->
                ValueCodec.forClient(getClass().getClassLoader())
                    .encode(Map.of("k", List.of(Thread.currentThread())), "a"))
        .withMessage("cannot send 'a': a['k'][0] is of class java.lang.Thread");
  }

  @Test
  void encode_namedItself_tellsItsClass() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(
            () ->
                ValueCodec.forClient(getClass().getClassLoader())
                    .encode(Thread.currentThread(), "a"))
        .withMessage("cannot send 'a': a is of class java.lang.Thread");
  }
}
