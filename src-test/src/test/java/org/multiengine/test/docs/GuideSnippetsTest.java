package org.multiengine.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.test.docs.GuidePage.Block;
import org.multiengine.test.docs.GuidePage.Kind;

/** Tests that the code of the README and the guide is cut from compiled files. */
final class GuideSnippetsTest {

  private static final Pattern FENCE = Pattern.compile("(?m)^```(java|groovy|kotlin|scala)$");

  static Stream<GuidePage> pages() throws IOException {
    return Documents.pages().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void code_ofAPage_isCutFromSources(GuidePage page) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Block block : page.blocks(Kind.CUT)) {
      texts.add(cut(Objects.requireNonNull(block.path()), block.snippet(), block.text()));
    }

    page.assertBlocks(Kind.CUT, texts);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void code_ofAPage_namesItsSource(GuidePage page) {
    assertThat(page.blocks(Kind.CUT))
        .as("marked blocks of code in %s", page)
        .hasSize((int) FENCE.matcher(page.text()).results().count());
  }

  @Test
  void snippets_ofTheGuide_areUsed() throws IOException {
    String pages = Documents.pages().stream().map(GuidePage::text).reduce("", String::concat);
    Path folder = Documents.ROOT.resolve("samples/src/main/java/org/multiengine/samples/guide");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher snippet = Pattern.compile("// snippet: (\\S+)").matcher(Files.readString(file));
        while (snippet.find()) {
          assertThat(pages).contains(file.getFileName() + ": " + snippet.group(1) + " -->");
        }
      }
    }
  }

  /** Returns a snippet of a source; without a name, the text itself if the source contains it. */
  private static String cut(String path, @Nullable String name, String text) throws IOException {
    String source = Files.readString(Documents.ROOT.resolve(path));
    if (name == null) {
      assertThat(unindented(source)).as(path).contains(unindented(text));
      return text;
    }
    Matcher snippet =
        Pattern.compile(
                "^ *// snippet: " + Pattern.quote(name) + "\\n(.*?)^ *// end$",
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(source);
    assertThat(snippet.find()).as("snippet %s in %s", name, path).isTrue();
    return snippet.group(1).stripIndent();
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }
}
