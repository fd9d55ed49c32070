package org.multiengine.client.internal.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LifecycleTest {

  private final Lifecycle life = new Lifecycle();
  private final List<String> run = new ArrayList<>();

  /** Registers a step that fails as many times as told and then succeeds. */
  private void step(String name, int failures) {
    var left = new AtomicInteger(failures);
    life.onClose(
        () -> {
          run.add(name);
          if (left.getAndDecrement() > 0) {
            throw new IllegalStateException(name + " fails");
          }
        });
  }

  @Test
  void close_steps_runOnceInReverseOrder() {
    step("first", 0);
    step("second", 0);

    life.close();
    life.close();

    assertThat(run).containsExactly("second", "first");
    assertThat(life.isClosing()).isTrue();
    assertThat(life.hasEnded()).isTrue();
  }

  @Test
  void close_stepFails_runsTheOthersAndThrowsItsFailure() {
    step("system", 0);
    step("metrics", 1);
    step("clients", 0);

    assertThatIllegalStateException().isThrownBy(life::close).withMessage("metrics fails");

    assertThat(run).containsExactly("clients", "metrics", "system");
    assertThat(life.hasEnded()).isTrue();
  }

  @Test
  void close_stepThrowsAnError_runsTheOthersAndEnds() {
    var life = new Lifecycle();
    List<String> run = new ArrayList<>();
    life.onClose(() -> run.add("last"));
    life.onClose(
        () -> {
          throw new StackOverflowError("first");
        });

    assertThatThrownBy(life::close).isInstanceOf(StackOverflowError.class).hasMessage("first");

    assertThat(run).containsExactly("last");
    assertThat(life.hasEnded()).isTrue();
  }

  @Test
  void close_severalStepsFail_suppressesLaterFailures() {
    step("system", 1);
    step("metrics", 1);

    Throwable failure = catchThrowable(life::close);

    assertThat(failure).hasMessage("metrics fails");
    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsOnly("system fails");
  }

  @Test
  void close_again_runsOnlyStepsThatFailedInTheSameOrder() {
    step("system", 1);
    step("processes", 0);
    step("metrics", 1);
    var unused = catchThrowable(life::close);
    run.clear();

    life.close();
    life.close();

    assertThat(run).containsExactly("metrics", "system");
  }

  @Test
  void close_stepClosesAgain_doesNotRunItTwice() {
    step("first", 0);
    life.onClose(
        () -> {
          run.add("second");
          life.close();
        });

    life.close();

    assertThat(run).containsExactly("second", "first");
  }

  @Test
  void ifOpen_open_runsTheAction() {
    assertThat(life.ifOpen(() -> run.add("opened"))).isTrue();
    assertThat(run).containsExactly("opened");
  }

  @Test
  void ifOpen_closing_doesNothing() {
    life.close();

    assertThat(life.ifOpen(() -> run.add("opened"))).isFalse();
    assertThat(run).isEmpty();
  }

  @Test
  void close_whileAnActionOpens_waitsForItAndRunsItsStep() throws Exception {
    var opening = new CountDownLatch(1);
    var closer = new Thread(life::close);
    var opener =
        new Thread(
            () ->
                life.ifOpen(
                    () -> {
                      opening.countDown();
                      awaitClosing();
                      step("opened late", 0);
                    }));
    opener.start();
    opening.await();
    closer.start();

    opener.join();
    closer.join();

    assertThat(run).containsExactly("opened late");
  }

  private void awaitClosing() {
    while (!life.isClosing()) {
      Thread.onSpinWait();
    }
  }
}
