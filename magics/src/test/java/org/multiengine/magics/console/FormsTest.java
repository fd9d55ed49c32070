package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.console.screen.FakeScreen;

final class FormsTest {

  private final Forms forms =
      new Forms(new FakeScreen(), new PxSettings(4), SettingsOfTests.with("time-after = 1s"));

  @Test
  void time_shortCall_isNotShown() {
    assertThat(forms.time(Duration.ofMillis(999))).isEmpty();
  }

  @Test
  void time_longCall_hasAUnit() {
    assertThat(forms.time(Duration.ofMillis(6340))).isEqualTo("took 6.3 s");
    assertThat(forms.time(Duration.ofSeconds(75))).isEqualTo("took 1 min 15 s");
  }
}
