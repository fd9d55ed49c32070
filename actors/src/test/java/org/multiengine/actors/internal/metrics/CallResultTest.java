package org.multiengine.actors.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;

final class CallResultTest {

  @ParameterizedTest
  @CsvSource({
    "EngineLost, LOST",
    "EngineRestarted, LOST",
    "TaskAborted, CANCELLED",
    "TaskTimeout, CANCELLED",
    "QueueFull, REFUSED",
    "InvalidEngineID, REFUSED",
    "QueueCleared, DROPPED",
    "NameError, FAILED"
  })
  void of_errorOfOurOwn_isItsKind(String error, CallResult expected) {
    assertThat(CallResult.of(failed(true, error))).isEqualTo(expected);
  }

  @Test
  void of_errorOfAScript_isFailedWhateverItsName() {
    assertThat(CallResult.of(failed(false, "EngineLost"))).isEqualTo(CallResult.FAILED);
  }

  @Test
  void of_done_isOk() {
    assertThat(CallResult.of(new Outcome.Done())).isEqualTo(CallResult.OK);
  }

  @Test
  void worst_mixed_isTheWorst() {
    assertThat(CallResult.worst(List.of(CallResult.OK, CallResult.DROPPED, CallResult.FAILED)))
        .isEqualTo(CallResult.FAILED);
    assertThat(CallResult.worst(List.of())).isEqualTo(CallResult.OK);
  }

  private static Outcome failed(boolean kernel, String error) {
    return new Outcome.Failed(new Failure(kernel, error, "", "", null));
  }
}
