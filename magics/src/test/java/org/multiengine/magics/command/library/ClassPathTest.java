package org.multiengine.magics.command.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.error.KernelError;

final class ClassPathTest {

  private final Path folder;

  ClassPathTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }

  @Test
  void parse_star_standsForTheJarsOfAFolder() throws IOException {
    Path first = file("a-1.0.jar");
    Path second = file("b-2.0.jar");
    Path unused = file("notes.txt");

    ClassPath parsed = ClassPath.parse(folder + "/*" + File.pathSeparator + folder);

    assertThat(parsed.entries()).containsExactly(first, second, folder).doesNotContain(unused);
    assertThat(parsed.behindOwn())
        .startsWith(System.getProperty("java.class.path") + File.pathSeparator)
        .endsWith(File.pathSeparator + parsed);
  }

  @Test
  void parse_nothing_isEmpty() {
    assertThat(ClassPath.parse(" ").isEmpty()).isTrue();
    assertThat(ClassPath.parse("").behindOwn()).isEqualTo(System.getProperty("java.class.path"));
  }

  @Test
  void parse_missingFile_isNamed() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ClassPath.parse("no/such.jar"))
        .withMessage("there is no library no/such.jar");
  }

  @Test
  void parse_twoVersions_areRefusedWithBoth() throws IOException {
    file("a-1.0.jar");
    file("a-2.0.jar");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> ClassPath.parse(folder + "/*"))
        .withMessageContaining("a-2.0.jar conflicts with a-1.0.jar");
  }

  @Test
  void parse_otherVersionOfAnOwnLibrary_isRefused() throws IOException {
    Path jar = file("picocli-1.0.jar");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> ClassPath.parse(jar.toString()))
        .withMessageContaining("picocli-1.0.jar conflicts with picocli-");
  }
}
