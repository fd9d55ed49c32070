package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the Maven project of the guide, outside of this build. */
final class OutsideProjectTest {

  private static final Path GUIDE = Path.of("../samples/guide");
  private static final String PROJECT = "powers";

  /** A file that the guide shows, after a line that ends with its path. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?ms)`([\\w/]+[.](?:xml|java))`:\\n\\n(?:<!--[^\\n]*-->\\n)?```\\w+\\n(.*?)^```$");

  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (mvn .*exec-maven-plugin.*)$");
  private static final Pattern BOM =
      Pattern.compile("(?ms)^<dependencyManagement>.*?^</dependencyManagement>\\n");
  private static final Pattern CLIENT =
      Pattern.compile("<artifactId>multiengine-client</artifactId>\\s*<version>.*?</version>");

  private static OutsideProjects projects;
  private static List<MatchResult> files;
  private static String command;

  @BeforeAll
  static void createProject() throws IOException {
    assumeThat(OutsideProjects.jars()).as("jars: run mvn verify").hasSize(4);
    String page = Files.readString(GUIDE.resolve("first-steps.md"));
    files = FILE.matcher(page).results().toList();
    command = COMMAND.matcher(page).results().findFirst().orElseThrow().group(1);
    projects = OutsideProjects.create(Path.of("target/outside"));
    for (MatchResult file : files) {
      projects.write(PROJECT + "/" + file.group(1), file.group(2));
    }
  }

  @Test
  void files_ofTheGuide_areAProject() {
    assertThat(files)
        .extracting(file -> file.group(1))
        .containsExactly("pom.xml", "src/main/java/Powers.java", "src/main/resources/logback.xml");
  }

  @Test
  void project_ofTheGuide_printsWhatTheGuideSays() throws Exception {
    List<String> lines = projects.run(PROJECT, command).lines().toList();

    assertThat(lines)
        .containsSubsequence("[0, 1, 2, 3]", "[1, 4, 9, 16, 25, 36]")
        .anyMatch(line -> line.matches("\\[\\d{2,}(, \\d{2,}){3}]"))
        .noneMatch(line -> line.contains("DEBUG") || line.contains("INFO"));
  }

  @Test
  void libraries_ofTheProject_haveTheVersionsOfOurTests() throws Exception {
    assertThat(libraries(PROJECT)).hasSizeGreaterThan(40).isSubsetOf(tested());
  }

  @Test
  void libraries_ofAllModulesOfTheBom_haveTheVersionsOfOurTests() throws Exception {
    Matcher bom = BOM.matcher(Files.readString(GUIDE.resolve("deployment.md")));
    assertThat(bom.find()).isTrue();
    String pom =
        CLIENT
            .matcher(files.get(0).group(2))
            .replaceFirst("<artifactId>multiengine-magics</artifactId>")
            .replaceFirst("(?m)^  <dependencies>", Matcher.quoteReplacement(bom.group()) + "$0");
    projects.write("imported/pom.xml", pom);

    assertThat(libraries("imported"))
        .hasSizeGreaterThan(50)
        .anyMatch(jar -> jar.startsWith("multiengine-magics-"))
        .isSubsetOf(tested());
  }

  @Test
  void poms_ofOurArtifacts_needNoParent() throws IOException {
    for (Path jar : OutsideProjects.jars()) {
      String pom = OutsideProjects.pom(jar);

      assertThat(pom).doesNotContain("<parent>", "<dependencyManagement>", "${");
      assertThat(count(pom, "<dependency>"))
          .as("dependencies of %s", jar.getFileName())
          .isPositive()
          .isEqualTo(count(pom.replaceFirst("(?s).*?<dependencies>", ""), "<version>"));
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /** Returns the names of the jars on the class path of a project. */
  private static Set<String> libraries(String project) throws Exception {
    String line = command.replaceFirst("executable=\\S+", "executable=echo");
    String out = projects.run(project, line.replaceFirst("args=.*", "args=%classpath"));
    return jars(out.strip());
  }

  private static Set<String> tested() {
    return jars(System.getProperty("java.class.path"));
  }

  private static Set<String> jars(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).getFileName().toString())
        .filter(name -> name.endsWith(".jar"))
        .collect(Collectors.toSet());
  }
}
