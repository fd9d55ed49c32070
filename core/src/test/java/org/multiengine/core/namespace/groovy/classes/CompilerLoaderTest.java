package org.multiengine.core.namespace.groovy.classes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilerLoaderTest {

  private static final String TRANSFORMATIONS =
      "META-INF/services/org.codehaus.groovy.transform.ASTTransformation";

  private final ClassLoader library = CompilerLoaderTest.class.getClassLoader();

  @Test
  void getResources_transformations_areThoseOfTheClassPath() throws IOException {
    try (var loader = new CompilerLoader(library, new CompilerConfiguration())) {
      List<String> texts = texts(loader);

      assertThat(texts).isNotEmpty().isEqualTo(texts(library));
      assertThat(texts).isEqualTo(texts(loader));
    }
  }

  @Test
  void getResources_transformationsOfAddedLibrary_comeToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(TRANSFORMATIONS);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "org.example.Added\n");
    try (var loader = new CompilerLoader(library, new CompilerConfiguration())) {
      loader.addURL(folder.toUri().toURL());

      assertThat(texts(loader)).contains("org.example.Added\n").containsAll(texts(library));
    }
  }

  private static List<String> texts(ClassLoader loader) throws IOException {
    var texts = new ArrayList<String>();
    for (URL file : Collections.list(loader.getResources(TRANSFORMATIONS))) {
      try (InputStream stream = file.openStream()) {
        texts.add(new String(stream.readAllBytes(), UTF_8));
      }
    }
    return texts;
  }
}
