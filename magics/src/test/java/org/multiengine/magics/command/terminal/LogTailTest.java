package org.multiengine.magics.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTailTest {

  private final Path log;
  private final StringWriter out = new StringWriter();
  private final LogTail tail;

  LogTailTest(@TempDir Path folder) {
    this.log = folder.resolve("some.log");
    this.tail = new LogTail(log, new PrintWriter(out));
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void showLast_moreLinesThanAsked_showsTheLastOnes() throws IOException {
    append("a\nb\nc\n");

    tail.showLast(2);

    assertThat(out.toString()).isEqualTo("b\nc\n");
  }

  @Test
  void showLast_fewerLines_showsAll() throws IOException {
    append("a\nb\n");

    tail.showLast(9);

    assertThat(out.toString()).isEqualTo("a\nb\n");
  }

  @Test
  void showLast_none_showsWhatComesAlone() throws IOException {
    append("a\nb\n");
    tail.showLast(0);

    append("c\n");
    tail.showMore();

    assertThat(out.toString()).isEqualTo("c\n");
  }

  @Test
  void showLast_lineNotEnded_countsAsOne() throws IOException {
    append("a\nb\nc");

    tail.showLast(1);

    assertThat(out.toString()).isEqualTo("c");
  }

  @Test
  void showLast_longerThanABlock_findsTheLines() throws IOException {
    String all =
        IntStream.range(0, 100_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    append(all);

    tail.showLast(50_000);

    assertThat(out.toString()).isEqualTo(all.substring(all.indexOf("line 50000\n")));
  }

  @Test
  void showMore_rolled_goesOnInTheNewFile() throws IOException {
    append("a\nb\nc\n");
    tail.showLast(1);
    Files.move(log, log.resolveSibling("some.log.1"));
    tail.showMore();

    append("d\n");
    tail.showMore();

    assertThat(out.toString()).isEqualTo("c\nd\n");
  }
}
