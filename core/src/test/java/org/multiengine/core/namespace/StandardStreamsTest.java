package org.multiengine.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StandardStreamsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private final StandardStreams.Sink sink =
      new StandardStreams.Sink() {
        @Override
        public void out(byte[] bytes, int offset, int length) {
          out.write(bytes, offset, length);
        }

        @Override
        public void err(byte[] bytes, int offset, int length) {
          err.write(bytes, offset, length);
        }
      };

  @AfterEach
  void detach() {
    StandardStreams.attach(null);
  }

  @Test
  void attach_thread_printsToItsSink() {
    StandardStreams.attach(sink);

    System.out.print("é1");
    System.err.print("2");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("é1");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("2");
  }

  @Test
  void attach_threadStartedLater_printsToTheSameSink() throws InterruptedException {
    StandardStreams.attach(sink);
    var child = new Thread(() -> System.out.print("child"));
    child.start();
    child.join();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("child");
  }

  @Test
  void attach_otherThread_printsAsBefore() throws InterruptedException {
    var attached = new Thread(() -> StandardStreams.attach(sink));
    attached.start();
    attached.join();

    System.out.print("");
    System.out.println("not for the sink");

    assertThat(out.size()).isZero();
  }

  @Test
  void attach_null_givesTheThreadBack() {
    StandardStreams.attach(sink);
    StandardStreams.attach(null);

    System.out.println("not for the sink");

    assertThat(out.size()).isZero();
  }

  @Test
  void attachTo_sinkComesAndGoes_takesWhatIsPrintedMeanwhile() {
    var current = new AtomicReference<StandardStreams.Sink>();
    StandardStreams.attachTo(current::get);

    System.out.println("not for the sink");
    current.set(sink);
    System.out.print("for it");
    current.set(null);
    System.out.println("not for the sink either");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("for it");
  }

  @Test
  void close_byAScript_leavesTheStreamOpen() {
    StandardStreams.attach(sink);

    System.out.close();
    System.out.print("still");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("still");
  }
}
