package org.multiengine.core.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Classes made for a test. */
final class Classes {

  private Classes() {}

  /** Returns the bytes of a class that has a number, by which its versions are told apart. */
  static byte[] named(String name, int number) {
    int dot = name.lastIndexOf('.');
    String text =
        "package %s; public class %s { public static int number() { return %d; } }"
            .formatted(name.substring(0, dot), name.substring(dot + 1), number);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var output = new ByteArrayOutputStream();
    var manager =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location,
              String className,
              JavaFileObject.Kind kind,
              @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///Output.class"), kind) {
              @Override
              public OutputStream openOutputStream() {
                return output;
              }
            };
          }
        };
    var source =
        new SimpleJavaFileObject(
            URI.create("memory:///" + name.replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options = List.of("-proc:none");
    if (!compiler.getTask(null, manager, null, options, null, List.of(source)).call()) {
      throw new IllegalArgumentException("does not compile: " + text);
    }
    return output.toByteArray();
  }

  /** Returns the number of a class that {@link #named} made. */
  static Object number(Class<?> type) throws ReflectiveOperationException {
    return type.getMethod("number").invoke(null);
  }

  /** Returns a loader that has one class of its own. */
  static ClassLoader loader(String name, byte[] bytes) {
    String resource = name.replace('.', '/') + ".class";
    return new ClassLoader(ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String wanted) throws ClassNotFoundException {
        if (!wanted.equals(name)) {
          throw new ClassNotFoundException(wanted);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }

      @Override
      public @Nullable InputStream getResourceAsStream(String path) {
        return path.equals(resource)
            ? new ByteArrayInputStream(bytes)
            : super.getResourceAsStream(path);
      }
    };
  }
}
