package org.multiengine.core.value;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.SerializationError;

/** Classes of users, and what the references inside a value become. */
final class ObjectGraphTest {

  enum Shade {
    DARK,
    LIGHT {
      @Override
      public String toString() {
        return "bright";
      }
    }
  }

  record Pair<A, B>(A first, @Nullable B second) {}

  static final class Node {
    final String name;
    @Nullable Node next;
    transient int visits = 7;

    Node(String name) {
      this.name = name;
    }
  }

  static final class JobFailed extends Exception {
    private static final long serialVersionUID = 1L;
    final int code;

    JobFailed(int code, Throwable cause) {
      super("job failed with " + code, cause);
      this.code = code;
    }
  }

  interface Step extends Function<Integer, Integer>, Serializable {}

  private final ValueCodec codec = ValueCodec.forEngine(ObjectGraphTest.class.getClassLoader());

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T copy(Object value) {
    return (T) requireNonNull(codec.decode(codec.encode(value)));
  }

  @Test
  void enum_withAndWithoutBody_isTheSameConstant() {
    assertThat(this.<Object>copy(Shade.DARK)).isSameAs(Shade.DARK);
    assertThat(this.<Object>copy(Shade.LIGHT)).isSameAs(Shade.LIGHT);
  }

  @Test
  void record_nestedAndGeneric_arrivesEqual() {
    var pair = new Pair<>(List.of(1, 2), new Pair<>("inner", null));

    assertThat(this.<Object>copy(pair)).isEqualTo(pair);
  }

  @Test
  void object_notSerializable_isCopiedWithoutTransientFields() {
    var node = new Node("first");
    node.next = new Node("second");

    Node copy = copy(node);

    assertThat(copy.name).isEqualTo("first");
    assertThat(requireNonNull(copy.next).name).isEqualTo("second");
    assertThat(copy.visits).isZero();
  }

  @Test
  void object_changedAfterwards_leavesCopyAlone() {
    var original = new ArrayList<>(List.of(new int[] {1}));

    List<int[]> copy = copy(original);
    original.get(0)[0] = 9;

    assertThat(copy.get(0)).containsExactly(1);
  }

  @Test
  void reference_sharedOrCyclic_staysSo() {
    var node = new Node("self");
    node.next = node;
    var list = new ArrayList<Object>(List.of(node, node));
    list.add(list);
    var map = new HashMap<String, Object>(Map.of("list", list));
    map.put("self", map);

    Map<String, Object> copy = copy(map);

    var copied = (List<?>) requireNonNull(copy.get("list"));
    assertThat(copy.get("self")).isSameAs(copy);
    assertThat(copied.get(2)).isSameAs(copied);
    assertThat(copied.get(0)).isSameAs(copied.get(1)).isNotSameAs(node);
    assertThat(((Node) copied.get(0)).next).isSameAs(copied.get(0));
  }

  @Test
  void view_sharedTwice_staysShared() {
    var keys = new HashMap<>(Map.of("a", 1)).keySet();

    List<Object> copy = copy(new ArrayList<>(List.of(keys, keys, "end")));

    assertThat(copy).hasSize(3).last().isEqualTo("end");
    assertThat(copy.get(0)).isSameAs(copy.get(1));
  }

  @Test
  void anonymousList_filledByItsInitializer_arrivesAsPlainList() {
    @SuppressWarnings({"serial", "DoubleBraceInitialization"})
    var list =
        new ArrayList<Integer>() {
          {
            add(1);
          }
        };

    assertThat(this.<Object>copy(list)).isEqualTo(List.of(1));
  }

  @Test
  void exception_withCauseAndState_arrivesWhole() {
    var failed = new JobFailed(3, new IOException("disk"));
    failed.addSuppressed(new NameError("name 'a' is not defined"));

    JobFailed copy = copy(failed);

    assertThat(copy).hasMessage("job failed with 3").hasCause(new IOException("disk"));
    assertThat(copy.code).isEqualTo(3);
    assertThat(copy.getStackTrace()).hasSameSizeAs(failed.getStackTrace());
    assertThat(Arrays.toString(copy.getStackTrace()))
        .isEqualTo(Arrays.toString(failed.getStackTrace()));
    assertThat(copy.getSuppressed()[0]).isInstanceOf(NameError.class).hasMessageContaining("'a'");
  }

  @Test
  void lambda_serializable_runsAfterwards() {
    int captured = 40;
    Step step = i -> i + captured;

    Step copy = copy(step);

    assertThat(copy.apply(2)).isEqualTo(42);
  }

  @Test
  void chain_ofHundreds_arrives() {
    var first = new Node("0");
    var last = first;
    for (int i = 1; i < 300; i++) {
      last.next = new Node("" + i);
      last = requireNonNull(last.next);
    }

    Node copy = copy(first);

    assertThat(requireNonNull(requireNonNull(copy.next).next).name).isEqualTo("2");
  }

  @Test
  void chain_tooDeep_isRefused() {
    var first = new Node("0");
    for (int i = 1; i < 1_000_000; i++) {
      var before = new Node("" + i);
      before.next = first;
      first = before;
    }
    var deep = first;

    assertThatThrownBy(() -> codec.encode(deep))
        .isInstanceOf(SerializationError.class)
        .hasMessage("cannot send " + Node.class.getName() + ": nested too deeply");
  }

  @Test
  void codec_usedByManyThreads_mixesNothingUp() throws Exception {
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> calls =
          IntStream.range(0, 200)
              .mapToObj(i -> new Pair<>(i, List.of("x" + i)))
              .map(pair -> (Callable<Boolean>) () -> copy(pair).equals(pair))
              .toList();

      for (var answer : pool.invokeAll(calls)) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
