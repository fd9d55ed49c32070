package org.multiengine.test.cluster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.test.support.Clusters;

/** Tests replies that a client refuses or cannot decode. */
final class HostileReplyTest {

  private static final String HOSTILE = "org.multiengine.test.cluster.security.HostileReply";
  private static final String MARK = "org.multiengine.test.hostile";

  private static LocalCluster cluster;

  private MultiEngineClient mec;

  @BeforeAll
  static void start() {
    cluster = Clusters.processes(2).start();
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
    mec.reset();
    mec.close();
  }

  private static CompositeError refused(ThrowingCallable call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, call);
    assertThat(error.entries())
        .isNotEmpty()
        .allMatch(entry -> entry.error() instanceof SerializationError);
    return error;
  }

  private void assertGoesOn() {
    assertThat(System.getProperty(MARK)).isNull();
    assertThat(mec.pull("id")).containsExactly(0, 1);
  }

  @Test
  void pull_classOutsideTheFilter_isRefusedByName() {
    mec.execute("a = new " + HOSTILE + "()");

    CompositeError error = refused(() -> mec.pull("a"));

    assertThat(error).hasMessageContaining("refused to decode " + HOSTILE);
    assertGoesOn();
  }

  @Test
  void pull_classOutsideTheFilterInAList_isRefusedToo() {
    mec.execute("a = [1, [x: new " + HOSTILE + "[1]], new " + HOSTILE + "()]");

    assertThat(refused(() -> mec.pull("a"))).hasMessageContaining(HOSTILE);
    assertThat(refused(() -> mec.gather("a"))).hasMessageContaining(HOSTILE);
    assertGoesOn();
  }

  @Test
  void map_resultOutsideTheFilter_isRefused() {
    CompositeError error = refused(() -> mec.map("{ new " + HOSTILE + "() }", List.of(1)));

    assertThat(error).hasMessageContaining(HOSTILE);
    assertGoesOn();
  }

  @Test
  void pullSerialized_classOutsideTheFilter_isRefusedWhenDecoded() {
    mec.engines(0).execute("a = new " + HOSTILE + "()");
    var pulled = mec.engines(0).pullSerialized("a").get(0);

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(pulled::value)
        .withMessageContaining(HOSTILE);
    assertGoesOn();
  }

  @Test
  void execute_thrownClassOutsideTheFilter_isReportedByNameAndText() {
    mec.engines(0).execute("class Odd extends RuntimeException { def n = new " + HOSTILE + "() }");

    CompositeError error =
        catchThrowableOfType(CompositeError.class, () -> mec.engines(0).execute("throw new Odd()"));

    assertThat(error.entries().get(0).error().errorName()).isEqualTo("Odd");
    assertThatExceptionOfType(KernelError.class).isThrownBy(error::raiseException);
    assertGoesOn();
  }

  @Test
  void pull_classKnownToAttackers_isRefusedWhateverIsAllowed() {
    mec.allowClasses("javax.");
    mec.execute("a = new javax.swing.event.EventListenerList()");

    CompositeError error = catchThrowableOfType(CompositeError.class, () -> mec.pull("a"));

    assertThat(error == null ? "" : error.getMessage()).doesNotContain("NullPointer");
    assertGoesOn();
  }

  @Test
  void allowClasses_namedClass_isLetIn() {
    mec.execute("a = new org.multiengine.test.cluster.security.FriendlyReply(5)");
    refused(() -> mec.pull("a"));

    mec.allowClasses("org.multiengine.test.cluster.security.FriendlyReply");

    assertThat(mec.pull("a")).containsOnly(new FriendlyReply(5));
    assertGoesOn();
  }

  @Test
  void pull_thread_isRefusedByTheEngineWhichServesOn() {
    mec.execute("a = [good: 1, bad: Thread.currentThread()]");

    CompositeError error = refused(() -> mec.pull("a"));

    assertThat(error)
        .hasMessageContaining("[0:pull]: SerializationError: cannot send")
        .hasMessageContaining("['bad']");
    assertGoesOn();
  }

  @Test
  void map_resultThatCannotTravel_isRefusedThere() {
    CompositeError error = refused(() -> mec.map("{ Thread.currentThread() }", List.of(1, 2)));

    assertThat(error).hasMessageContaining("Thread");
    assertGoesOn();
  }
}
