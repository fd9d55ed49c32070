package org.multiengine.core.namespace.groovy.classes;

import groovy.lang.GroovyClassLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of the compiler of one text. The compiler asks for the global transformations
 * each time. The loader reads them once from the jars of this library's class loader.
 */
final class CompilerLoader extends GroovyClassLoader {

  private static final String TRANSFORMATIONS =
      "META-INF/services/org.codehaus.groovy.transform.ASTTransformation";

  private static @Nullable List<URL> transformations;

  CompilerLoader(ClassLoader declared, CompilerConfiguration configuration) {
    super(declared, configuration);
    // A name stands for a class, never for a file of a script on the class path.
    setResourceLoader(name -> null);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.equals(TRANSFORMATIONS)) {
      return super.getResources(name);
    }
    var all = new ArrayList<URL>(transformations());
    // The transformations of libraries that the text has added.
    all.addAll(Collections.list(findResources(name)));
    return Collections.enumeration(all);
  }

  private static synchronized List<URL> transformations() throws IOException {
    if (transformations == null) {
      var copies = new ArrayList<URL>();
      ClassLoader library = CompilerLoader.class.getClassLoader();
      for (URL file : Collections.list(library.getResources(TRANSFORMATIONS))) {
        copies.add(copyOf(file));
      }
      transformations = List.copyOf(copies);
    }
    return transformations;
  }

  private static URL copyOf(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    try (InputStream stream = connection.getInputStream()) {
      return new URL("memory", "", -1, file.toExternalForm(), new Memory(stream.readAllBytes()));
    }
  }

  /** A handler that opens a file from memory. */
  private static final class Memory extends URLStreamHandler {

    private final byte[] bytes;

    Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
