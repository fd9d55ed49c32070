package org.multiengine.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.identity.EngineId;

final class ErrorDataTest {

  private static final EngineId ENGINE = new EngineId(3);

  @Test
  void engineLost_ofAnEngine_carriesEngineLifeAndEnding() {
    var error = EngineLost.of(ENGINE, "second", "engine 3 was killed");

    assertThat(error).hasMessage("engine 3 was killed");
    assertThat(error.engine()).isEqualTo(ENGINE);
    assertThat(error.incarnation()).isEqualTo("second");
    assertThat(error.ending()).isEqualTo("engine 3 was killed");
  }

  @Test
  void engineLost_onANode_namesTheNodeInItsTextAlone() {
    var error = EngineLost.onNode(ENGINE, "second", "127.0.0.1:25520", "it ran out of memory");

    assertThat(error).hasMessage("engine 3 on 127.0.0.1:25520: it ran out of memory");
    assertThat(error.engine()).isEqualTo(ENGINE);
    assertThat(error.ending()).isEqualTo("it ran out of memory");
  }

  @Test
  void engineRestarted_earlierEndKnown_carriesItAndShowsIt() {
    var error = EngineRestarted.of(ENGINE, "process 4711 was killed by signal 9");

    assertThat(error)
        .hasMessage(
            "engine 3 was restarted and its namespace is empty; this call was not run there, later"
                + " calls will be; before, process 4711 was killed by signal 9");
    assertThat(error.engine()).isEqualTo(ENGINE);
    assertThat(error.earlierEnd()).isEqualTo("process 4711 was killed by signal 9");
  }

  @Test
  void engineRestarted_earlierEndNotKnown_saysNothingOfIt() {
    var error = EngineRestarted.of(ENGINE, "");

    assertThat(error).hasMessageEndingWith("later calls will be");
    assertThat(error.earlierEnd()).isEmpty();
  }

  @Test
  void queueFull_ofASetting_carriesSettingAndLimit() {
    var error = QueueFull.of("multiengine.client.max-pending", 100_000, "too many calls");

    assertThat(error).hasMessage("too many calls");
    assertThat(error.setting()).isEqualTo("multiengine.client.max-pending");
    assertThat(error.limit()).isEqualTo(100_000L);
  }

  @Test
  void taskTimeout_afterALimit_carriesTheLimit() {
    var error = TaskTimeout.after(Duration.ofMillis(1_500));
    var busy = TaskTimeout.after(Duration.ofSeconds(2), "the engine stays busy");

    assertThat(error).hasMessage("it did not end within 1500 ms");
    assertThat(error.limit()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(busy).hasMessage("it did not end within 2000 ms; the engine stays busy");
    assertThat(busy.limit()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void accessDenied_reason_isItsText() {
    var error = new AccessDenied("this client may only read");

    assertThat(error.reason()).isEqualTo("this client may only read");
    assertThat(error).hasMessage("this client may only read");
  }

  @Test
  void impossibleDependency_onATask_namesItAndItsEnd() {
    var error = ImpossibleDependency.on("ann#17", "was cancelled");

    assertThat(error).hasMessage("it depends on task ann#17, which was cancelled");
    assertThat(error.task()).isEqualTo("ann#17");
  }

  @Test
  void taskErrors_travelled_areRestored() {
    var impossible = ImpossibleDependency.on("ann#17", "was cancelled");

    assertThat(restored(impossible)).isInstanceOf(ImpossibleDependency.class);
    assertThat(restored(new TaskRejectError("no data"))).isInstanceOf(TaskRejectError.class);
  }

  private static KernelError restored(KernelError error) {
    return Objects.requireNonNull(
        KernelErrors.restore(error.errorName(), error.errorMessage(), error.details()));
  }

  @Test
  void errors_textOnly_haveNoData() {
    assertThat(new EngineLost("gone").engine()).isNull();
    assertThat(new EngineLost("gone").incarnation()).isEmpty();
    assertThat(new EngineLost("gone").ending()).isEmpty();
    assertThat(new EngineRestarted("again").engine()).isNull();
    assertThat(new QueueFull("full").limit()).isNull();
    assertThat(new QueueFull("full").setting()).isEmpty();
    assertThat(new TaskTimeout("late").limit()).isNull();
    assertThat(new NameError("no").details()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "x", "99999999999", "9999999999999999999999"})
  void engine_damagedOnTheWay_isNotKnown(String number) {
    var error = KernelErrors.restore("EngineLost", "gone", Map.of("engine", number));

    assertThat(error).isInstanceOf(EngineLost.class);
    assertThat(((EngineLost) Objects.requireNonNull(error)).engine()).isNull();
  }

  @Test
  void restore_nameOfNoErrorThatTravels_isNull() {
    assertThat(KernelErrors.restore("ArithmeticException", "no", Map.of())).isNull();
  }
}
