package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.test.support.Clusters;

/** Tests functions that capture values, on engines without the classes of this test. */
final class CapturedValueTest {

  private static LocalCluster cluster;

  private MultiEngineClient mec;

  /** A record with a component that cannot be encoded. */
  record Holder(String name, InputStream stream) {}

  /** A function with a field that cannot be encoded. */
  static final class Reader implements RemoteFunction<Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // that is the point
    private final Holder holder;

    Reader(Holder holder) {
      this.holder = holder;
    }

    @Override
    public Integer apply(Integer value) {
      return value + holder.name().length();
    }
  }

  /** A class that {@link Late} needs only when it is called with a large value. */
  static final class NeededLate {

    private NeededLate() {}

    static int increment(int value) {
      return value + 1;
    }
  }

  /** A function that needs another class when it is called with a large value. */
  static final class Late implements RemoteFunction<Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer apply(Integer value) {
      return value < 100 ? value : NeededLate.increment(value);
    }
  }

  @BeforeAll
  static void start() {
    cluster = Clusters.withoutTests(2).start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void connect() {
    mec = cluster.connect();
  }

  @AfterEach
  void reset() {
    try (MultiEngineClient last = cluster.connect()) {
      last.reset();
    }
    mec.close();
  }

  private void assertNothingWasSent() {
    assertThat(mec.keys()).containsOnly(List.of("id"));
    assertThat(mec.execute("a = 1")).allMatch(record -> record.number() == 1);
  }

  @Test
  void lambda_capturingAThread_namesItsClassAndThePlace() {
    Thread thread = Thread.currentThread();

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.map(x -> thread.getName() + x, List.of(1, 2)))
        .withMessageStartingWith("lambda of " + CapturedValueTest.class.getName() + ": ")
        .withMessageContaining("cannot send java.lang.Thread: at value.arg$1");

    assertNothingWasSent();
  }

  @Test
  void lambda_capturingAHolder_namesTheFieldInside() {
    var holder = new Holder("input", new ByteArrayInputStream(new byte[0]));

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.apply(() -> holder.name()))
        .withMessageContaining("ByteArrayInputStream")
        .withMessageContaining("'stream'")
        .withMessageContaining(CapturedValueTest.class.getName());

    assertNothingWasSent();
  }

  @Test
  void function_withAFieldThatCannotTravel_namesTheField() {
    var reader = new Reader(new Holder("input", new ByteArrayInputStream(new byte[0])));

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.pushFunction("f", reader))
        .withMessageContaining("ByteArrayInputStream")
        .withMessageContaining("holder.stream");

    assertNothingWasSent();
  }

  @Test
  void lambda_notSerializable_isRefusedInsideAnother() {
    java.util.function.Function<Integer, Integer> plain = x -> x + 1;

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.map(x -> plain.apply(x), List.of(1)))
        .withMessageContaining(CapturedValueTest.class.getName());

    assertNothingWasSent();
  }

  @Test
  void lambda_capturingTheTest_namesTheField() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> mec.apply(() -> mec.ids().size()))
        .withMessageContaining(CapturedValueTest.class.getName());
  }

  @Test
  void elements_thatCannotTravel_areRefusedBeforeAnythingIsSent() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(
            () ->
                mec.map(
                    holder -> holder.name(),
                    List.of(new Holder("input", InputStream.nullInputStream()))))
        .withMessageContaining("stream");

    assertNothingWasSent();
  }

  @Test
  void classes_engineLacks_areFetched() {
    assertThat(mec.map(new Late(), List.of(1, 100))).containsExactly(1, 101);
  }

  @Test
  void classes_afterTheClientHasGone_areMissedByName() {
    mec.pushFunction("f", new Late());
    mec.execute("a = f(1)");
    mec.close();

    try (MultiEngineClient other = cluster.connect()) {
      assertThat(other.execute("print f(2)")).allMatch(record -> record.stdout().equals("2"));
      CompositeError error =
          catchThrowableOfType(CompositeError.class, () -> other.execute("f(100)"));

      assertThat(error.entries()).hasSize(2);
      assertThat(error)
          .hasMessageContaining("NeededLate")
          .hasMessageContaining("the client that sent this code has gone");
      assertThat(other.pull("a")).containsOnly(1);
    }
  }

  @Test
  void values_ofTheProgram_areMappedByTheEnginesScript() {
    record Pair(int left, int right) {}
    assertThat(mec.map("{ it.left() + it.right() }", List.of(new Pair(1, 2), new Pair(3, 4))))
        .containsExactly(3, 7);
  }

  @Test
  void values_ofTheProgram_arePushedPulledAndScattered() {
    record Pair(int left, int right) {}
    mec.allowClasses("org.multiengine.test.");
    mec.push(Map.of("p", new Pair(1, 2), "n", 5));
    mec.scatter("s", List.of(new Pair(3, 4), new Pair(5, 6)));

    assertThat(mec.execute("print p.left() + s[0].right()").get(1).stdout()).isEqualTo("7");
    assertThat(mec.pull("p")).containsOnly(new Pair(1, 2));
    assertThat(mec.gather("s")).isEqualTo(List.of(new Pair(3, 4), new Pair(5, 6)));
  }

  @Test
  void values_ofTheProgram_comeBackFromSerialized() {
    record Pair(int left, int right) {}
    mec.allowClasses("org.multiengine.test.");
    mec.pushSerialized(Map.of("p", mec.serialize(new Pair(1, 2))));

    var pulled = mec.pullSerialized("p");

    assertThat(pulled.get(0).value()).isEqualTo(new Pair(1, 2));
    mec.engines(1).pushSerialized(Map.of("q", pulled.get(0)));
    assertThat(mec.engines(1).execute("print q.left()").get(0).stdout()).isEqualTo("1");
  }

  @Test
  void properties_ofTheProgramsClasses_comeBack() {
    record Pair(int left, int right) {}
    mec.allowClasses("org.multiengine.test.");
    mec.setProperties(Map.of("p", new Pair(1, 2)));

    assertThat(mec.getProperties()).containsOnly(Map.of("p", new Pair(1, 2)));
  }
}
