package org.multiengine.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.magics.console.Console;
import org.multiengine.test.docs.GuidePage.Block;
import org.multiengine.test.docs.GuidePage.Kind;

/**
 * Tests that code and console sessions of the README and the guide print what these show. All tests
 * share one cluster; each snippet and each page begins on empty engines.
 */
final class GuideSessionsTest {

  private static final String SOURCES = "samples/src/main/java/";

  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.start(4);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<GuidePage> pagesThatPrint() throws IOException {
    return pagesWith(Kind.PRINTED);
  }

  static Stream<GuidePage> pagesWithSessions() throws IOException {
    return pagesWith(Kind.TYPED);
  }

  private static Stream<GuidePage> pagesWith(Kind kind) throws IOException {
    return Documents.pages().stream().filter(page -> !page.blocks(kind).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pagesThatPrint")
  void snippets_ofAPage_printWhatItShows(GuidePage page) throws Exception {
    List<String> printed = new ArrayList<>();
    Block code = null;
    for (Block block : page.blocks()) {
      if (block.kind() == Kind.PRINTED) {
        printed.add(run(Objects.requireNonNull(code)));
      }
      code = block.kind() == Kind.CUT ? block : code;
    }

    page.assertBlocks(Kind.PRINTED, printed);
  }

  @ParameterizedTest
  @MethodSource("pagesWithSessions")
  void session_ofAPage_looksAsItShows(GuidePage page) throws IOException {
    List<String> blocks = page.blocks(Kind.TYPED).stream().map(Block::text).toList();
    var shown = new StringWriter();
    var inputs = new TypedSession(blocks, shown);
    try (MultiEngineClient cleaner = cluster.connect();
        Console console = Console.piped(inputs, new PrintWriter(shown, true))) {
      cleaner.reset();
      console.connect(file -> cluster.connect());
      console.run();
    }

    page.assertBlocks(Kind.TYPED, inputs.transcripts());
  }

  /** Runs the method with the name of a snippet, and returns its output. */
  private static String run(Block code) throws Exception {
    String path = Objects.requireNonNull(code.path());
    assertThat(path).startsWith(SOURCES);
    String type = path.substring(SOURCES.length(), path.length() - ".java".length());
    Method method =
        Class.forName(type.replace('/', '.'))
            .getDeclaredMethod(
                methodOf(Objects.requireNonNull(code.snippet())), MultiEngineClient.class);
    method.setAccessible(true);
    var printed = new ByteArrayOutputStream();
    PrintStream standardOutput = System.out;
    try (MultiEngineClient mec = cluster.connect();
        PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      mec.reset();
      System.setOut(captured);
      method.invoke(null, mec);
    } finally {
      System.setOut(standardOutput);
    }
    return printed.toString(StandardCharsets.UTF_8).stripTrailing() + "\n";
  }

  /** Returns {@code pushAndPull} for {@code push-and-pull}. */
  private static String methodOf(String snippet) {
    return Pattern.compile("-(.)")
        .matcher(snippet)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }
}
