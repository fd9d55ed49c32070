package org.multiengine.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NameError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;

final class FailureTest {

  private static final EngineId ENGINE = new EngineId(2);
  private static final EncodedValue BYTES = new EncodedValue(new byte[] {1, 2, 3});

  static Stream<KernelError> errorsThatKeepTheirClass() {
    return Stream.of(
        new NameError("name a is not defined"),
        new IndexError("index 3 out of range"),
        new QueueCleared(""),
        new QueueFull("full"),
        QueueFull.of("multiengine.link.max-waiting", 7, "full"),
        new TaskAborted("cancelled"),
        new TaskTimeout("too long"),
        TaskTimeout.after(Duration.ofMillis(1_500)),
        new AccessDenied("only Ann may"),
        new EngineLost("gone"),
        EngineLost.of(ENGINE, "life", "engine 2 was killed"),
        new EngineRestarted("engine 1 was restarted"),
        EngineRestarted.of(ENGINE, "it was killed"),
        new SerializationError("a Thread cannot be sent", null));
  }

  @ParameterizedTest
  @MethodSource("errorsThatKeepTheirClass")
  void toError_ownError_isOfTheSameClassTextAndData(KernelError error) {
    KernelError back = Failure.of(error).toError(ENGINE, "pull", FailureTest::mustNotDecode);

    assertThat(back).isExactlyInstanceOf(error.getClass()).hasMessage(error.getMessage());
    assertThat(back.details()).isEqualTo(error.details());
  }

  @Test
  void toError_ownErrorOfOtherClass_isARemoteErrorOfThatName() {
    KernelError back =
        Failure.of(new KernelError("odd")).toError(ENGINE, "reset", FailureTest::mustNotDecode);

    assertThat(back).isInstanceOf(RemoteError.class).hasMessage("KernelError: odd");
  }

  @Test
  void toError_scriptThrew_isARemoteErrorWithAllItsParts() {
    var failure = new Failure(false, "ArithmeticException", "Division by zero", "trace", null);

    KernelError error = failure.toError(ENGINE, "execute", FailureTest::mustNotDecode);

    assertThat(error).hasMessage("ArithmeticException: Division by zero").hasNoCause();
    assertThat(error)
        .asInstanceOf(type(RemoteError.class))
        .returns(ENGINE, RemoteError::engine)
        .returns("execute", RemoteError::method)
        .returns("ArithmeticException", RemoteError::errorName)
        .returns("Division by zero", RemoteError::errorMessage)
        .returns("trace", RemoteError::traceback);
  }

  @Test
  void toError_scriptThrewWithoutText_hasTheNameAsMessage() {
    var failure = new Failure(false, "ThreadDeath", "", "", null);

    assertThat(failure.toError(ENGINE, "execute", FailureTest::mustNotDecode))
        .hasMessage("ThreadDeath");
  }

  @Test
  void toError_scriptThrewErrorNamedAsOneOfOurs_isStillARemoteError() {
    var failure = new Failure(false, "NameError", "name a is not defined", "trace", null);

    assertThat(failure.toError(ENGINE, "execute", FailureTest::mustNotDecode))
        .isInstanceOf(RemoteError.class);
  }

  @Test
  void toError_originalDecoded_isTheCause() {
    var failure = new Failure(false, "ArithmeticException", "no", "", BYTES);
    var original = new ArithmeticException("no");

    KernelError error =
        failure.toError(ENGINE, "execute", bytes -> bytes.equals(BYTES) ? original : null);

    assertThat(error).hasCause(original);
  }

  @Test
  void toError_originalOfAClassNotKnownHere_hasNoCause() {
    var failure = new Failure(false, "Odd", "no", "", BYTES);

    assertThat(failure.toError(ENGINE, "execute", bytes -> null)).hasNoCause();
  }

  @Test
  void is_errorOfThatClass_isTrueForOwnErrorsOnly() {
    assertThat(Failure.of(new QueueFull("full")).is(QueueFull.class)).isTrue();
    assertThat(Failure.of(new QueueFull("full")).is(EngineLost.class)).isFalse();
    assertThat(new Failure(false, "QueueFull", "full", "", null).is(QueueFull.class)).isFalse();
  }

  @Test
  void of_ownErrorWithoutData_carriesNameAndTextOnly() {
    assertThat(Failure.of(new QueueFull("full")))
        .isEqualTo(new Failure(true, "QueueFull", "full", "", null));
  }

  @Test
  void size_original_countsItsBytes() {
    assertThat(new Failure(false, "ab", "cde", "f", null).size()).isEqualTo(12);
    assertThat(new Failure(false, "ab", "cde", "f", BYTES).size()).isEqualTo(15);
  }

  @Test
  void size_details_countsTheirTexts() {
    var failure = new Failure(true, "ab", "cde", "f", null, Map.of("gh", "ijk"));

    assertThat(failure.size()).isEqualTo(22);
  }

  private static @Nullable Throwable mustNotDecode(EncodedValue bytes) {
    throw new AssertionError("nothing to decode: " + bytes);
  }
}
