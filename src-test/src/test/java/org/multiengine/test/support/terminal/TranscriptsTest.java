package org.multiengine.test.support.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which transcripts are equal, and the message for those that are not. */
final class TranscriptsTest {

  private final Path folder;

  TranscriptsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at 2026-11-22T10:20:30.123Z it began | at <time> it began",
        "at 9:20:30 it began                  | at <time> it began",
        "lasted 1.25 s                        | lasted <duration>",
        "took 2 min 3 s, waited 15ms          | took <duration>, waited <duration>",
        "host process 4711                    | host process <pid>",
        "\"pid\" : 4711                       | \"pid\" : <pid>",
        "at 127.0.0.1:25520                   | at 127.0.0.1:<port>",
        "Lambda/0x00007f12a@1b2c3d4e          | Lambda/<address>@<hash>",
        "Out[3]: PendingResult@5e2de80c       | Out[3]: PendingResult@<hash>",
        "Out[4]: [0, 1024, 2.5] of 3 engines  | Out[4]: [0, 1024, 2.5] of 3 engines"
      })
  void normalize_ofALine_replacesWhatDiffersFromRunToRun(String line, String normal) {
    assertThat(Transcripts.normalize(line)).isEqualTo(normal);
    assertThat(Transcripts.normalize(normal)).isEqualTo(normal);
  }

  @Test
  void normalize_ofBlanks_dropsThoseAtTheEnds() {
    assertThat(Transcripts.normalize("  a  \r\n\n b\t\n\n \n")).isEqualTo("  a\n\n b");
  }

  @Test
  void normalize_timeOfASlowCall_isRemoved() {
    assertThat(Transcripts.normalize("a\ntook 1.2 s\nb")).isEqualTo("a\nb");
  }

  @Test
  void compare_sameButForVolatileParts_passes() throws IOException {
    Path file = Files.writeString(folder.resolve("screen.txt"), "In [1]: a\ntook 3 s\n\n");

    assertThatCode(() -> Transcripts.compare(file, "In [1]: a  \ntook 4.5 s"))
        .doesNotThrowAnyException();
  }

  @Test
  void compare_anotherLine_failsWithTheLinesThatDiffer() throws IOException {
    Path file = Files.writeString(folder.resolve("screen.txt"), "one\ntwo\nthree\n");

    assertThatThrownBy(() -> Transcripts.compare(file, "one\n2\nthree"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("screen.txt")
        .hasMessageContaining("update.expected")
        .hasMessageContaining("\n one\n-two\n+2\n three");
  }

  @Test
  void compare_noFile_namesThePropertyThatWritesIt() {
    assertThatThrownBy(() -> Transcripts.compare(folder.resolve("none.txt"), "a"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("none.txt")
        .hasMessageContaining("update.expected");
  }

  @Test
  void update_ofAFile_writesWhatCompareAccepts() throws IOException {
    Path file = folder.resolve("new/screen.txt");

    Transcripts.update(file, "lasted 3 s \n\n");

    assertThat(file).hasContent("lasted <duration>\n");
    assertThatCode(() -> Transcripts.compare(file, "lasted 9 s")).doesNotThrowAnyException();
  }
}
