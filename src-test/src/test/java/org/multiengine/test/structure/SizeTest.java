package org.multiengine.test.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests how large packages and files of the main sources are. */
final class SizeTest {

  private static final int MAX_FILES = 25;
  private static final int MAX_LINES = 350;
  private static final int MAX_LINES_OF_ACTOR = 250;
  private static final String MAIN = "src/main/java";

  /** The lines of each source file. */
  private static Map<Path, List<String>> files;

  @BeforeAll
  static void read() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    try (Stream<Path> all = Files.walk(root)) {
      files =
          all.filter(SizeTest::isMainSource)
              .collect(Collectors.toMap(file -> file, SizeTest::lines, (a, b) -> a, TreeMap::new));
    }
    assertThat(files).hasSizeGreaterThan(500);
  }

  private static boolean isMainSource(Path file) {
    return file.toString().contains(MAIN)
        && file.toString().endsWith(".java")
        && !file.endsWith("package-info.java");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void package_ofEachModule_hasFewFiles() {
    Map<Path, Long> sizes =
        files.keySet().stream()
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

    sizes.values().removeIf(count -> count <= MAX_FILES);
    assertThat(sizes).as("packages with more than %s files", MAX_FILES).isEmpty();
  }

  @Test
  void file_ofEachClass_isShort() {
    assertThat(longerThan(MAX_LINES, "")).as("files of more than %s lines", MAX_LINES).isEmpty();
  }

  @Test
  void file_ofEachActor_isShort() {
    assertThat(longerThan(MAX_LINES_OF_ACTOR, "extends AbstractBehavior<"))
        .as("actors of more than %s lines", MAX_LINES_OF_ACTOR)
        .isEmpty();
  }

  /** Returns the files that are longer than a limit and have a line that contains a text. */
  private static Map<Path, Integer> longerThan(int limit, String text) {
    Map<Path, Integer> found = new TreeMap<>();
    files.forEach(
        (file, lines) -> {
          if (lines.size() > limit && lines.stream().anyMatch(line -> line.contains(text))) {
            found.put(file, lines.size());
          }
        });
    return found;
  }
}
