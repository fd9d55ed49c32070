package org.multiengine.test.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that links of all Markdown files lead to files of this repository and to headings in them.
 * Of links to other sites only the form is tested.
 */
final class GuideLinksTest {

  private static final Pattern CODE =
      Pattern.compile("(?ms)^ *```.*?^ *```[^\\n]*$|``[^`]+``|`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(\\s*([^)\\s]+)[^)]*\\)");
  private static final Pattern REFERENCE = Pattern.compile("(?m)^\\[[^\\]]+]:\\s*(\\S+)");
  private static final Pattern HTML = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```[^\\n]*$");

  static Stream<Path> documents() throws IOException {
    return Documents.all().stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_ofADocument_leadSomewhere(Path document) throws IOException {
    for (String link : links(Files.readString(document))) {
      if (link.matches("[a-z]+:.*")) {
        assertThatCode(() -> URI.create(link)).doesNotThrowAnyException();
      } else {
        assertLeads(document, link);
      }
    }
  }

  @Test
  void documents_ofTheGuide_areInItsIndex() throws IOException {
    List<String> index = links(Files.readString(Documents.GUIDE.resolve("README.md")));

    try (Stream<Path> pages = Files.list(Documents.GUIDE)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(page -> page.endsWith(".md") && !page.equals("README.md"))
          .isSubsetOf(index);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "What is promised, what-is-promised",
    "`map` and its like, map-and-its-like",
    "Push & pull, push--pull",
    "1. A [link](there.md), 1-a-link"
  })
  void anchor_ofAHeading_isThatOfGitHub(String heading, String anchor) {
    assertThat(anchor(heading)).isEqualTo(anchor);
  }

  @Test
  void links_inCode_areNone() {
    assertThat(links("[a](b.md) `[c](d.md)`\n```\n[e](f.md)\n```\n![g](h.svg)"))
        .containsExactly("b.md", "h.svg");
  }

  private static List<String> links(String text) {
    String prose = CODE.matcher(text).replaceAll("");
    List<String> links = new ArrayList<>();
    for (Pattern form : List.of(LINK, REFERENCE, HTML)) {
      form.matcher(prose).results().map(found -> found.group(1)).forEach(links::add);
    }
    return links;
  }

  private static void assertLeads(Path document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    assertThat(target).as("%s in %s", link, Documents.nameOf(document)).exists();
    assertThat(target).startsWith(Documents.ROOT);
    if (parts.length == 2) {
      assertThat(anchors(Files.readString(target)))
          .as("%s in %s", link, Documents.nameOf(document))
          .contains(parts[1]);
    }
  }

  private static List<String> anchors(String text) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> anchors = new ArrayList<>();
    Matcher heading = HEADING.matcher(FENCED.matcher(text).replaceAll(""));
    for (MatchResult found : heading.results().toList()) {
      String anchor = anchor(found.group(1));
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  /** Returns the anchor that GitHub gives a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
