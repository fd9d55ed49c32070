package org.multiengine.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.test.support.terminal.Transcripts;

/** Tests that the settings in the guide are those of the {@code reference.conf} files. */
final class GuideSettingsTest {

  private static final Path PAGE = Documents.GUIDE.resolve("settings.md");
  private static final String BEGIN = "<!-- begin of the settings -->\n";
  private static final String END = "<!-- end of the settings -->";

  private static final int LINE_LENGTH = 120;

  private static final List<String> SOURCES =
      List.of(
          "actors/src/main/resources/reference.conf", "magics/src/main/resources/reference.conf");

  private static final Pattern NAMED = Pattern.compile("`(multiengine\\.[a-z][a-z.-]*[a-z])`");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(multiengine\\.[a-z.-]+)` \\| `?([^|`]+?)`? \\|");

  @Test
  void page_ofSettings_isThatOfTheReferences() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();

    Transcripts.assertFile(
        PAGE, page, page.substring(0, begin) + sections() + page.substring(page.indexOf(END)));
  }

  static Stream<Path> documents() throws IOException {
    return Documents.all().stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void settings_thatADocumentNames_areThere(Path document) throws IOException {
    Config all = all();
    for (String name : matches(NAMED, Files.readString(document))) {
      assertThat(all.hasPath(name)).as("%s in %s", name, Documents.nameOf(document)).isTrue();
    }
  }

  @Test
  void limits_ofTheirPage_haveTheirDefaults() throws IOException {
    Matcher row = ROW.matcher(Files.readString(Documents.GUIDE.resolve("limits.md")));
    int rows = 0;
    while (row.find()) {
      rows++;
      assertThat(row.group(2)).as(row.group(1)).isEqualTo(shown(all().getValue(row.group(1))));
    }
    assertThat(rows).isPositive();
  }

  /** Leaves out settings of intervals and names, which are no limits. */
  @Test
  void limits_ofTheReferences_areOnTheirPage() throws IOException {
    var missing = new TreeSet<String>();
    all()
        .getConfig("multiengine")
        .entrySet()
        .forEach(e -> missing.add("multiengine." + e.getKey()));
    missing.removeIf(
        key -> !key.matches(".*(max-|limit|-bytes|grace|full-wait|validity|within).*"));
    missing.removeAll(matches(NAMED, Files.readString(Documents.GUIDE.resolve("limits.md"))));

    assertThat(missing).isEmpty();
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Config all() {
    Config all = ConfigFactory.empty();
    for (String source : SOURCES) {
      all = all.withFallback(ConfigFactory.parseFile(Documents.ROOT.resolve(source).toFile()));
    }
    return all;
  }

  private static String sections() {
    var text = new StringBuilder();
    ConfigObject ours = all().getObject("multiengine");
    byLine(ours).forEach(section -> section(text, "multiengine." + section.getKey(), section));
    return text.append('\n').toString();
  }

  private static void section(
      StringBuilder text, String path, Map.Entry<String, ConfigValue> section) {
    text.append("\n## ").append(path).append("\n\n");
    String comment = comment(section.getValue());
    if (!comment.isEmpty()) {
      text.append(wrapped(comment)).append("\n\n");
    }
    text.append("| Setting | Default | Meaning |\n|---|---|---|\n");
    rows(text, path, (ConfigObject) section.getValue());
  }

  private static void rows(StringBuilder text, String path, ConfigObject settings) {
    for (Map.Entry<String, ConfigValue> setting : byLine(settings)) {
      String name = path + "." + setting.getKey();
      if (setting.getValue() instanceof ConfigObject inner) {
        rows(text, name, inner);
      } else {
        text.append("| `").append(name).append("` | `").append(shown(setting.getValue()));
        text.append("` | ").append(comment(setting.getValue())).append(" |\n");
      }
    }
  }

  /** The order of the file, whatever the order of the parser's map. */
  private static List<Map.Entry<String, ConfigValue>> byLine(ConfigObject object) {
    return object.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, ConfigValue> entry) ->
                        SOURCES.indexOf(sourceOf(entry.getValue())))
                .thenComparing(entry -> firstLine(entry.getValue())))
        .toList();
  }

  private static String sourceOf(ConfigValue value) {
    String file = String.valueOf(value.origin().filename());
    return SOURCES.stream().filter(file::endsWith).findFirst().orElse("");
  }

  private static int firstLine(ConfigValue value) {
    return value.origin().lineNumber();
  }

  private static String comment(ConfigValue value) {
    return String.join(" ", value.origin().comments().stream().map(String::strip).toList())
        .replace("|", "\\|");
  }

  /** Breaks a paragraph into lines of at most {@link #LINE_LENGTH} characters. */
  private static String wrapped(String paragraph) {
    return paragraph.replaceAll("(.{1," + LINE_LENGTH + "})(?: |$)", "$1\n").strip();
  }

  private static String shown(ConfigValue value) {
    String text = value.unwrapped() instanceof String plain ? plain : rendered(value);
    return text.isEmpty() ? "\"\"" : text;
  }

  private static String rendered(ConfigValue value) {
    return value.render(ConfigRenderOptions.concise());
  }
}
