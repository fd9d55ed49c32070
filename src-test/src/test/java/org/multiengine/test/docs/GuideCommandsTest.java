package org.multiengine.test.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.magics.command.Main;

/** Tests the command lines and versions of the documentation. */
final class GuideCommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?:\\w*\\$ +)?(?:[^\\n|`]*\\| )?(?:bin/)?multiengine ([^\\n|#&]+)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(?:console|sh)?\\n(.*?)^```$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern VERSION = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+-SNAPSHOT\\b");

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (GuidePage page : Documents.pages()) {
      Matcher fenced = FENCED.matcher(page.text());
      while (fenced.find()) {
        COMMAND.matcher(fenced.group(1)).results().forEach(each -> commands.add(each.group(1)));
      }
    }
    return commands.stream().map(String::strip).distinct();
  }

  /** Checks that a command line with --help appended is valid. */
  @ParameterizedTest
  @MethodSource("commands")
  void command_ofAPage_isRight(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group().replaceAll("^['\"]|['\"]$", ""));
    }
    words.add("--help");
    var errors = new StringWriter();

    int status =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            words.toArray(String[]::new));

    assertThat(errors.toString()).as(command).isEmpty();
    assertThat(status).isZero();
  }

  static Stream<Path> documents() throws IOException {
    return Documents.all().stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void versions_thatADocumentNames_areOurs(Path document) throws IOException {
    String pom = Files.readString(Documents.ROOT.resolve("pom.xml"));
    Matcher own = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(own.find()).isTrue();

    VERSION
        .matcher(Files.readString(document))
        .results()
        .forEach(version -> assertThat(version.group()).isEqualTo(own.group(1)));
  }
}
