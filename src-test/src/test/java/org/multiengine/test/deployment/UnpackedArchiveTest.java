package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the archive of the build, unpacked in a folder with a blank in its name. */
final class UnpackedArchiveTest {

  private static final String JAVA = System.getProperty("java.home");

  private record Ended(int status, String out) {}

  private static Path folder;
  private static Path installation;

  @BeforeAll
  static void unpack(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Path archive = archive();
    installation = Files.createDirectories(folder.resolve("a folder/multiengine"));
    Ended tar =
        run(
            Map.of(),
            "tar",
            "-xzf",
            archive.toString(),
            "-C",
            installation.toString(),
            "--strip-components=1");
    assertThat(tar.status()).as(tar.out()).isZero();
  }

  private static Path archive() throws IOException {
    try (Stream<Path> packed = Files.list(Path.of("../magics/target"))) {
      List<Path> archives = packed.filter(file -> file.toString().endsWith(".tar.gz")).toList();
      assumeThat(archives).as("the archive: run mvn verify").isNotEmpty();
      return archives.get(0).toAbsolutePath();
    }
  }

  /** Runs a program with this environment, a path and a home. */
  private static Ended run(Map<String, String> environment, String... command) throws Exception {
    var program = new ProcessBuilder(command).redirectErrorStream(true);
    program.directory(folder.toFile());
    program.environment().clear();
    program.environment().put("PATH", JAVA + "/bin:/usr/bin:/bin");
    program.environment().put("HOME", folder.toString());
    program.environment().putAll(environment);
    program.environment().values().removeIf(String::isEmpty);
    Process process = program.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private static String script() {
    return installation.resolve("bin/multiengine").toString();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(installation)) {
      return walk.map(file -> installation.relativize(file).toString()).sorted().toList();
    }
  }

  private static List<String> libraries() throws IOException {
    return files().stream()
        .filter(file -> file.matches("lib/.*[.]jar") && !file.startsWith("lib/multiengine-"))
        .map(file -> file.substring("lib/".length()))
        .toList();
  }

  @Test
  void archive_unpacked_holdsWhatItsReadmeNames() throws IOException {
    String readme = Files.readString(installation.resolve("README.md"));

    assertThat(files())
        .contains(
            "bin/multiengine",
            "bin/multiengine.bat",
            "conf/application.conf",
            "completion/multiengine.sh",
            "LICENSE",
            "NOTICE",
            "THIRD-PARTY.txt",
            "sbom.json",
            "CHANGELOG.md",
            "licences/groovy/META-INF/LICENSE")
        .noneMatch(file -> file.endsWith(".class"));
    assertThat(readme).contains("`THIRD-PARTY.txt`", "`completion/multiengine.sh`", "`sbom.json`");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(installation.resolve("bin/multiengine"))))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void thirdParty_ofTheArchive_namesEachLibraryWithItsLicence() throws IOException {
    List<String> lines = Files.readAllLines(installation.resolve("THIRD-PARTY.txt"));

    assertThat(libraries())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            jar ->
                assertThat(lines)
                    .anyMatch(
                        line -> line.matches(" +\\(.+\\) .*:" + nameAndVersion(jar) + " .*")));
    assertThat(lines).noneMatch(line -> line.contains("BUSL") || line.contains("nknown"));
  }

  @Test
  void billOfMaterials_ofTheArchive_namesEachLibrary() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(installation.resolve("sbom.json").toFile());
    List<String> components = new ArrayList<>();
    bom.path("components")
        .forEach(
            each ->
                components.add(each.path("name").asText() + ":" + each.path("version").asText()));

    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(libraries())
        .allSatisfy(
            jar -> assertThat(components).anyMatch(each -> each.matches(nameAndVersion(jar))));
  }

  /**
   * Durable distributed data is off, so the archive needs neither LMDB nor its native interface.
   */
  @Test
  void libraries_ofTheArchive_includeNoneForDurableData() throws IOException {
    assertThat(libraries())
        .noneMatch(jar -> jar.matches("(lmdbjava|jffi|jnr-.*|asm|asm-.*)-\\d.*"))
        .anyMatch(jar -> jar.startsWith("akka-distributed-data_"));
  }

  @Test
  void windowsScript_ofTheArchive_hasWindowsLineEnds() throws IOException {
    String text = Files.readString(installation.resolve("bin/multiengine.bat"));

    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    assertThat(text).startsWith("@echo off\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "options", "oldest"})
  void scripts_ofBothSystems_setTheSame(String variable) throws IOException {
    String windows = Files.readString(installation.resolve("bin/multiengine.bat"));

    assertThat(value(windows, "(?m)^set " + variable + "=(.*?)\r?$"))
        .isEqualTo(
            value(Files.readString(Path.of(script())), "(?m)^" + variable + "=\"?(.*?)\"?$"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.file",
        "multiengine.archive",
        "-XX:SharedArchiveFile=",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "JAVA_OPTS",
        "-Xlog:all=error,cds*=off:stderr"
      })
  void scripts_ofBothSystems_giveTheSameOptions(String option) throws IOException {
    assertThat(Files.readString(installation.resolve("bin/multiengine.bat"))).contains(option);
    assertThat(Files.readString(Path.of(script()))).contains(option);
  }

  @Test
  void script_throughLinksAndWithoutJavaHome_runsAndWritesNothingToItsFolder() throws Exception {
    List<String> before = files();
    Path first = Files.createSymbolicLink(folder.resolve("first link"), Path.of(script()));
    Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

    Ended ended = run(Map.of("CDPATH", folder.toString()), second.toString(), "list");

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.out()).startsWith("There is no cluster.");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void script_throughALinkToItsFolder_runs() throws Exception {
    Path linked = Files.createDirectories(folder.resolve("with a link")).resolve("bin");
    Files.createSymbolicLink(linked, installation.resolve("bin"));
    Path above = Files.createSymbolicLink(folder.resolve("above"), installation);

    for (Path script : List.of(linked.resolve("multiengine"), above.resolve("bin/multiengine"))) {
      Ended ended = run(Map.of("JAVA_HOME", JAVA), script.toString(), "keys", "--help");

      assertThat(ended.status()).as(ended.out()).isZero();
    }
  }

  @Test
  void script_withoutAnyHome_runs() throws Exception {
    Ended ended = run(Map.of("HOME", "", "JAVA_HOME", JAVA), script(), "keys", "--help");

    assertThat(ended.status()).as(ended.out()).isZero();
    assertThat(ended.out()).startsWith("Usage: multiengine keys");
  }

  @Test
  void script_withoutJava_failsWithTheRemedy() throws Exception {
    Path none = Files.createDirectories(folder.resolve("no java"));

    assertThat(run(Map.of("JAVA_HOME", none.toString()), script(), "list"))
        .isEqualTo(
            new Ended(
                1,
                "multiengine: there is no Java at '"
                    + none
                    + "/bin/java'; install a JDK, 17 or newer, or set JAVA_HOME to one\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openjdk version \"11.0.2\" 2019-01-15", "java version \"1.8.0_392\""})
  void script_withAnOldJava_failsWithTheVersionAndTheRemedy(String about) throws Exception {
    Path java = Files.createDirectories(folder.resolve("old java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho '" + about + "' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

    Ended ended = run(Map.of("JAVA_HOME", folder.resolve("old java").toString()), script(), "list");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).contains("needs Java 17 or newer", java.toString(), about);
  }

  @Test
  void completion_ofTheArchive_knowsTheCommands() throws Exception {
    Ended ended =
        run(
            Map.of(),
            "bash",
            "-c",
            "source 'a folder/multiengine/completion/multiengine.sh'; complete -p multiengine;"
                + " COMP_WORDS=(multiengine ke) COMP_CWORD=1; _complete_multiengine 2>/dev/null;"
                + " echo ${COMPREPLY[@]}");

    assertThat(ended.out()).contains("-F _complete_multiengine").contains("\nkeys");
  }

  /** Returns the name and the version of a jar such as {@code config-1.4.10.jar}. */
  private static String nameAndVersion(String jar) {
    var parts = Pattern.compile("(.+)-(\\d[\\d.]*)[.]jar").matcher(jar);
    assertThat(parts.matches()).as(jar).isTrue();
    return Pattern.quote(parts.group(1) + ":" + parts.group(2));
  }

  private static String value(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
