package org.multiengine.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- cut from (\\S+) -->\\s*```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]+)\\)");

  @Test
  void snippets_ofTheReadme_areCutFromSamplesThatCompile() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher snippet = SNIPPET.matcher(readme);
    int found = 0;
    while (snippet.find()) {
      found++;
      String sample = Files.readString(ROOT.resolve(snippet.group(1)));
      assertThat(unindented(sample)).contains(unindented(snippet.group(2)));
    }
    assertThat(found).isEqualTo(readme.split("```java", -1).length - 1).isPositive();
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void links_ofTheDocuments_leadSomewhere() throws IOException {
    for (String document : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      Matcher link = LINK.matcher(Files.readString(ROOT.resolve(document)));
      while (link.find()) {
        assertThat(ROOT.resolve(link.group(1))).as("%s links to", document).exists();
      }
    }
  }
}
