package org.multiengine.core.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.core.error.KernelError;

final class LibrariesTest {

  private final Libraries libraries = new Libraries(null);

  private static byte[] jar(String entry, String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void add_jar_isFound() throws IOException {
    libraries.add("text-1.0.jar", jar("a.txt", "one"));

    assertThat(libraries.getResourceAsStream("a.txt")).hasContent("one");
    assertThat(libraries.names()).containsExactly("text-1.0.jar");
  }

  @Test
  void add_twice_isOnce() throws IOException {
    byte[] jar = jar("a.txt", "one");
    libraries.add("text-1.0.jar", jar);
    libraries.add("text-1.0.jar", jar);

    assertThat(libraries.getURLs()).hasSize(1);
  }

  @Test
  void add_otherVersion_isRefusedWithBoth() throws IOException {
    libraries.add("text-1.0.jar", jar("a.txt", "one"));

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> libraries.add("text-2.0.jar", jar("a.txt", "two")))
        .withMessage("the library text-2.0.jar conflicts with text-1.0.jar, which is here already");
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> libraries.add("text-1.0.jar", jar("a.txt", "two")))
        .withMessageContaining("with other contents");
    assertThat(libraries.names()).hasSize(1);
  }

  @Test
  void add_nameWithFolder_isRefused() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> libraries.add("../evil.jar", new byte[0]));
  }

  @Test
  void read_wrongFile_isRefused(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "x");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> Libraries.read(text))
        .withMessageContaining("is not a jar");
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> Libraries.read(folder.resolve("no.jar")))
        .withMessageContaining("there is no file");
  }

  @Test
  void name_ofAFile_hasArtifactAndVersion() {
    assertThat(LibraryName.of("commons-csv-1.14.0.jar").artifact()).isEqualTo("commons-csv");
    assertThat(LibraryName.of("akka-actor_2.13-2.8.5.jar").version()).isEqualTo("2.8.5");
    assertThat(LibraryName.of("own.jar")).isEqualTo(new LibraryName("own.jar", "own", ""));
    assertThat(LibraryName.jarsOf("/a/b-1.jar" + File.pathSeparator + "/classes"))
        .isEqualTo(List.of("b-1.jar"));
  }
}
