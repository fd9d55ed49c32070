package org.multiengine.test.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.ClassPaths;
import org.multiengine.test.support.Clusters;

/**
 * Tests a program whose classes are in its own jars only. Its engines are processes with nothing
 * but Multiengine on their class path. Each line that the program prints is a result.
 */
final class ForeignProgramTest {

  private static List<String> lines = List.of();

  private record Source(String path, String text) {

    JavaFileObject file() {
      return new SimpleJavaFileObject(URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE) {
        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
          return text;
        }
      };
    }
  }

  @BeforeAll
  static void runTheProgram(@TempDir Path folder) throws Exception {
    String multiengine = ClassPaths.withoutTests();
    Path shapes = jar(folder, "shapes", source("Shapes", "com/acme/shapes"), multiengine);
    String library = ClassPaths.join(multiengine, shapes);
    Path program = jar(folder, "program", source("Program", "com/acme/program"), library);
    Path one = compile(folder.resolve("one"), redefined(1), multiengine);
    Path two = compile(folder.resolve("two"), redefined(2), multiengine);

    ProcessBuilder child =
        Children.java("com.acme.program.Program", multiengine, one + "", two + "");
    List<String> command = child.command();
    command.add(1, "-Dengine.options=" + String.join(" ", Clusters.optionsWithoutTests()));
    command.set(command.indexOf("-cp") + 1, ClassPaths.join(library, program));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    int status =
        Children.awaitExit(
            child.redirectOutput(output.toFile()).redirectError(errors.toFile()).start());

    assertThat(status).as(Files.readString(errors)).isZero();
    lines = Files.readAllLines(output);
  }

  private static Source source(String name, String folder) {
    String resource = "foreign/" + name + ".java.txt";
    try (InputStream text = ForeignProgramTest.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(text, resource).readAllBytes();
      return new Source(folder + "/" + name + ".java", new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source redefined(int version) {
    Source template = source("Redefined", "com/acme/redefined");
    return new Source(template.path(), template.text().replace("@VERSION@", version + ""));
  }

  private static Path compile(Path folder, Source source, String classPath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Files.createDirectories(folder);
    List<String> options = List.of("-d", folder.toString(), "-cp", classPath, "-proc:none");
    assertThat(compiler.getTask(null, null, null, options, null, List.of(source.file())).call())
        .isTrue();
    return folder;
  }

  private static Path jar(Path folder, String name, Source source, String classPath)
      throws IOException {
    Path classes = compile(folder.resolve(name), source, classPath);
    Path jar = folder.resolve(name + ".jar");
    try (var output = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String entry = classes.relativize(file).toString().replace(File.separatorChar, '/');
        output.putNextEntry(new JarEntry(entry));
        Files.copy(file, output);
      }
    }
    return jar;
  }

  @Test
  void engines_lackTheProgramsClasses() {
    assertThat(lines.get(0)).startsWith("engine has it: failed: ").contains("ClassNotFound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records: [Point[x=2, y=1, colour=RED], Point[x=4, y=3, colour=GREEN],"
            + " Point[x=6, y=5, colour=RED]]",
        "helper: [21, 43, 65]",
        "reference: [1, 3, 5]",
        "captured: [109, 111, 113]",
        "enum: [red, green!, red]",
        "library: [4.0, 9.0]",
        "library values: [Square[side=2.0], Square[side=3.0]]",
        "nested lambda: [[1, 3, 5], [2, 6, 10]]",
        "anonymous: [-1, -3, -5]",
        "apply: [Point[x=0, y=0, colour=RED], Point[x=1, y=0, colour=RED]]",
        "pushed function: 43",
        "exception: with 1"
      })
  void functionsOfTheProgram_runOnEngines(String line) {
    assertThat(lines).contains(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expression: [2, 4, 6]",
        "pushed value: GREEN",
        "pulled value: [[Point[x=1, y=2, colour=RED], Point[x=3, y=4, colour=GREEN],"
            + " Point[x=5, y=6, colour=RED]]]",
        "scattered: [Point[x=1, y=2, colour=RED], Point[x=3, y=4, colour=GREEN],"
            + " Point[x=5, y=6, colour=RED]] [2, 4, 6]",
        "property: {p=Point[x=1, y=2, colour=RED]}",
        "serialized: [Point[x=1, y=2, colour=RED], Point[x=3, y=4, colour=GREEN],"
            + " Point[x=5, y=6, colour=RED]]"
      })
  void valuesOfTheProgram_liveOnEngines(String line) {
    assertThat(lines).contains(line);
  }

  @Test
  void redefinedClass_isTheNewOneAtTheNextCall() {
    assertThat(lines)
        .filteredOn(line -> line.startsWith("redefined"))
        .containsExactly(
            "redefined: [1, 1]",
            "redefined lambda: [Holder[number=11], Holder[number=21]]",
            "redefined: [2, 2]",
            "redefined lambda: [Holder[number=12], Holder[number=22]]");
  }
}
