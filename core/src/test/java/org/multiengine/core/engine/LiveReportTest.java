package org.multiengine.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Report.Printed;

final class LiveReportTest {

  private final LiveReport report = new LiveReport(10);

  private void print(boolean toStderr, String text) {
    print(toStderr, text.getBytes(StandardCharsets.UTF_8));
  }

  private void print(boolean toStderr, byte... bytes) {
    report.printed(toStderr, bytes, 0, bytes.length);
  }

  private List<Printed> printed(boolean last) {
    return Objects.requireNonNull(report.take(last)).printed();
  }

  private static Printed out(String text) {
    return new Printed(false, text);
  }

  private static Printed err(String text) {
    return new Printed(true, text);
  }

  @Test
  void take_nothingHappened_isNull() {
    assertThat(report.take(false)).isNull();
    assertThat(report.take(true)).isNull();
  }

  @Test
  void take_elementsDone_tellsTheLatestCount() {
    report.elementsDone(1);
    report.elementsDone(2);

    assertThat(report.take(false)).isEqualTo(new Report(2, List.of()));
    assertThat(report.take(false)).isNull();
  }

  @Test
  void take_afterElements_keepsTheirCount() {
    report.elementsDone(3);
    var unused = report.take(false);
    print(false, "x");

    assertThat(report.take(false)).isEqualTo(new Report(3, List.of(out("x"))));
  }

  @Test
  void take_bothStreams_keepsTheirOrder() {
    print(false, "a");
    print(false, "b");
    print(true, "c");
    print(false, "d");

    assertThat(printed(false)).containsExactly(out("ab"), err("c"), out("d"));
    assertThat(report.take(false)).isNull();
  }

  @Test
  void printed_partOfAnArray_isThatPart() {
    report.printed(false, "abcd".getBytes(StandardCharsets.UTF_8), 1, 2);

    assertThat(printed(true)).containsExactly(out("bc"));
  }

  @Test
  void take_pastTheLimit_tellsHowMuchIsMissing() {
    print(false, "12345678");
    print(false, "90abc");
    print(true, "def");

    assertThat(printed(false))
        .containsExactly(out("1234567890"), err("\n... 6 bytes not shown live ...\n"));
  }

  @Test
  void take_afterALoss_hasRoomAgain() {
    print(false, "12345678901");
    var unused = report.take(false);
    print(false, "again");

    assertThat(printed(false)).containsExactly(out("again"));
  }

  @Test
  void take_characterNotYetComplete_waitsForItsEnd() {
    print(false, (byte) 'a', (byte) 0xD0);

    assertThat(printed(false)).containsExactly(out("a"));
    print(false, (byte) 0xB6);
    assertThat(printed(false)).containsExactly(out("ж"));
  }

  @Test
  void take_threeOfFourBytes_waitsForTheFourth() {
    byte[] beetle = "🪲".getBytes(StandardCharsets.UTF_8);
    report.printed(false, beetle, 0, 3);

    assertThat(printed(false)).isEmpty();
    report.printed(false, beetle, 3, 1);
    assertThat(printed(false)).containsExactly(out("🪲"));
  }

  @Test
  void take_last_leavesNothingBack() {
    print(false, (byte) 'a', (byte) 0xD0);

    assertThat(printed(true)).containsExactly(out("a\uFFFD"));
  }

  @Test
  void take_stderrNotYetComplete_staysStderr() {
    print(true, (byte) 0xD0);
    var unused = report.take(false);
    print(true, (byte) 0xB6);

    assertThat(printed(false)).containsExactly(err("ж"));
  }

  @Test
  void take_bytesThatAreNoText_areNotHeldBackForEver() {
    print(false, (byte) 0x80, (byte) 0x81, (byte) 0x82, (byte) 0x83, (byte) 0x84);

    assertThat(printed(false)).hasSize(1);
  }
}
