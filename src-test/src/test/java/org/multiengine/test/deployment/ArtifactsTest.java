package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests the published artifacts: names, and packages that belong together. */
final class ArtifactsTest {

  private static final Pattern OURS =
      Pattern.compile("<artifactId>(multiengine-[a-z-]+)</artifactId>");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  /** Returns our modules as other projects see them. Without jars, the test is skipped. */
  private static Set<ModuleReference> modules() {
    Path[] jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> entry.getFileName().toString().matches("multiengine-.*[.]jar"))
            .toArray(Path[]::new);
    assumeThat(jars).as("jars: run mvn verify").isNotEmpty();
    return ModuleFinder.of(jars).findAll();
  }

  @Test
  void moduleNames_ofOurJars_areThoseOfTheirPackages() {
    assertThat(modules())
        .hasSize(5)
        .allSatisfy(
            module -> {
              String name = module.descriptor().name();
              assertThat(name).matches("org[.]multiengine[.](core|actors|client|magics|samples)");
              assertThat(module.descriptor().packages())
                  .allMatch(each -> each.equals(name) || each.startsWith(name + "."));
            });
  }

  @Test
  void packages_ofOurJars_areInOneOfThemEach() {
    List<String> packages =
        modules().stream().flatMap(module -> module.descriptor().packages().stream()).toList();

    assertThat(packages).hasSizeGreaterThan(15).doesNotHaveDuplicates();
  }

  @Test
  void bom_ofTheRelease_namesAllThatIsPublished() throws IOException {
    List<String> bom = all(OURS, Files.readString(Path.of("../client/bom/pom.xml")));
    String parent = Files.readString(Path.of("../pom.xml"));
    List<String> published =
        all(OURS, parent).stream().filter(name -> !name.equals("multiengine-samples")).toList();

    assertThat(bom.remove("multiengine-bom")).isTrue();
    assertThat(bom).containsExactlyElementsOf(published).hasSize(4);
  }

  @Test
  void versions_ofAllModules_areTheSame() throws IOException {
    String version = all(VERSION, Files.readString(Path.of("../pom.xml"))).get(0);

    for (String module :
        List.of("core", "actors", "client", "client/bom", "magics", "samples", "src-test")) {
      assertThat(all(VERSION, Files.readString(Path.of("..", module, "pom.xml"))).get(0))
          .as(module)
          .isEqualTo(version);
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
