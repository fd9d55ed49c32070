package org.multiengine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.multiengine.bench.contender.Multiengine;
import org.multiengine.bench.table.Work;

final class OptionsTest {

  private static Options parse(String... args) {
    return Options.parse(args);
  }

  @Test
  void parse_quick_isShorter() {
    assertThat(parse("--quick").warmUp()).isLessThan(parse().warmUp());
  }

  @Test
  void parse_warmUp_isInSeconds() {
    assertThat(parse("--warm-up=7").warmUp()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void parse_warmUpOfNoNumber_tellsWhatIsWanted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--warm-up=long"))
        .withMessageContaining("'--warm-up=long'")
        .withMessageContaining("seconds");
  }

  @Test
  void parse_only_admitsPartsOfNamesInAnyCase() {
    assertThat(parse("--only=PROCESSES").admits(Multiengine.PROCESSES)).isTrue();
    assertThat(parse("--only=processes").admits(Multiengine.EMBEDDED)).isFalse();
  }

  @Test
  void parse_workThatIsNone_isRefusedAndNamesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--work=nonsense"))
        .withMessageContaining("--work=nonsense")
        .withMessageContaining("PUSH_80_ONE");
  }

  @Test
  void parse_work_admitsWorksByLabelOrName() {
    assertThat(parse("--work=PUSH_80").admits(Work.PUSH_80_ONE)).isTrue();
    assertThat(parse("--work=80 mb to all").admits(Work.PUSH_80)).isTrue();
    assertThat(parse("--work=80 mb to all").admits(Work.PUSH_80_ONE)).isFalse();
  }

  @Test
  void parse_severalWorks_admitsEachOfThem() {
    Options options = parse("--work=pull,error");

    assertThat(options.admits(Work.PULL_8)).isTrue();
    assertThat(options.admits(Work.ERROR_ALL)).isTrue();
    assertThat(options.admits(Work.PUSH_8)).isFalse();
  }

  @Test
  void parse_unknown_tellsWhatIsKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--fast"))
        .withMessageContaining("'--fast'")
        .withMessageContaining("--quick");
  }
}
