package org.multiengine.test.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for Maven projects that are no part of this build. They get our artifacts from a local
 * repository of their own, and everything else from that of this build, which serves as a remote
 * repository. Maven is offline, and so are the tests.
 */
final class OutsideProjects {

  private static final Pattern OURS =
      Pattern.compile("(multiengine-(?:core|actors|client|magics))-(.+)[.]jar");

  private static final String SETTINGS =
      """
      <settings>
        <localRepository>%s</localRepository>
        <profiles>
          <profile>
            <id>build</id>
            <repositories>
              <repository>%2$s</repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository>%2$s</pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles>
          <activeProfile>build</activeProfile>
        </activeProfiles>
      </settings>
      """;

  private static final String REPOSITORY =
      """
      <id>build</id>
      <url>%s</url>
      <releases><checksumPolicy>ignore</checksumPolicy></releases>
      <snapshots><enabled>false</enabled></snapshots>
      """;

  /** The published POM of the BOM. */
  private static final Path BOM = Path.of("../client/bom/target/published-pom.xml");

  private final Path folder;
  private final Path repository;
  private String version = "";

  private OutsideProjects(Path folder) {
    this.folder = folder;
    this.repository = folder.resolve("repository");
  }

  /** Returns the jars of our modules on the class path. There are none if only tests were built. */
  static List<Path> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> OURS.matcher(entry.getFileName().toString()).matches())
        .toList();
  }

  /** Creates the folder anew, and installs our artifacts into its repository. */
  static OutsideProjects create(Path folder) throws IOException {
    var projects = new OutsideProjects(folder.toAbsolutePath());
    delete(projects.folder);
    for (Path jar : jars()) {
      projects.install(jar);
    }
    projects.installBom();
    projects.write("settings.xml", projects.settings());
    projects.write(
        ".mvn/maven.config",
        "--settings\n"
            + projects.folder.resolve("settings.xml")
            + "\n--offline\n-Daether.offline.protocols=file\n");
    return projects;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Installs a jar and its published POM, of which the jar has a copy. */
  private void install(Path jar) throws IOException {
    Matcher name = OURS.matcher(jar.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("not an artifact of Multiengine: " + jar);
    }
    version = name.group(2);
    Files.copy(jar, Files.createDirectories(home(name.group(1))).resolve(jar.getFileName()));
    installPom(name.group(1), pom(jar));
  }

  private void installBom() throws IOException {
    installPom("multiengine-bom", Files.readString(BOM));
  }

  private void installPom(String artifact, String pom) throws IOException {
    Path home = Files.createDirectories(home(artifact));
    Files.writeString(home.resolve(artifact + "-" + version + ".pom"), pom);
  }

  /** Returns the folder of an artifact in the repository. */
  private Path home(String artifact) {
    return repository.resolve("org/multiengine/" + artifact + "/" + version);
  }

  /** Returns the published POM of an artifact. */
  static String pom(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry pom =
          file.stream()
              .filter(entry -> entry.getName().matches("META-INF/maven/.*/pom[.]xml"))
              .findFirst()
              .orElseThrow(() -> new IOException("no POM in " + jar));
      return new String(file.getInputStream(pom).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String settings() {
    Path build = Path.of(System.getProperty("build.repository"));
    return SETTINGS.formatted(repository, REPOSITORY.formatted(build.toUri()));
  }

  /** Writes a file, given its path in the folder. */
  void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /**
   * Runs a command line of the guide in a project.
   *
   * @return what it printed
   * @throws AssertionError if it failed
   */
  String run(String project, String command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    builder.directory(folder.resolve(project).toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("MAVEN_"));
    String java = System.getProperty("java.home");
    String maven = System.getProperty("build.maven");
    environment.put("JAVA_HOME", java);
    environment.put("PATH", maven + "/bin:" + java + "/bin:" + environment.get("PATH"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + "\n" + out);
    }
    return out;
  }
}
